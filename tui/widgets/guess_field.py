"""The field in which guesses are typed, one after the other."""

from textual.widgets import Input

from models.training.guesses import problem_of


class GuessField(Input):
    """Empties itself as a guess is taken: what is typed next belongs to the next question."""

    def __init__(self) -> None:
        """Nothing is typed yet."""
        super().__init__(placeholder="an address such as 10.1.1.4, or none", compact=True)
        self.cursor_blink = False

    @property
    def problem(self) -> str:
        """Why what is typed is no guess; empty where it is one, or nothing."""
        return problem_of(self.value)

    async def action_submit(self) -> None:
        """Give a guess to whoever asked; what is none stays."""
        if not self.problem:
            await super().action_submit()
            self.value = ""
