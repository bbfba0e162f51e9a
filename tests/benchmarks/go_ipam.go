// go-ipam with its memory, without locks and namespaces: what it computes for one request.
//
// Written anew from what https://github.com/metal-stack/go-ipam does in prefix.go and memory.go:
// the map of a prefix is copied when it is read and when it is stored, and searched address by
// address as text. Reads from standard input: the prefix; how many addresses are taken, and those;
// how many requests there are, and the wanted address of each, or "-" for the next one. Wanted
// addresses are served first. Prints what each request got, in their order, and then the ns that
// took by the clock and of the CPU.
package main

import (
	"bufio"
	"fmt"
	"net/netip"
	"os"
	"syscall"
	"time"
)

type table map[string]bool

func copied(of table) table {
	made := make(table, len(of))
	for key, value := range of {
		made[key] = value
	}
	return made
}

type ipam struct {
	prefix string
	stored table
}

func (i *ipam) store(read table, address netip.Addr) {
	read[address.String()] = true
	i.stored = copied(read)
}

func (i *ipam) particular(wanted string) bool {
	read := copied(i.stored)
	address := netip.MustParseAddr(wanted)
	if _, used := read[address.String()]; used {
		return false
	}
	i.store(read, address)
	return true
}

func (i *ipam) next() string {
	read := copied(i.stored)
	within := netip.MustParsePrefix(i.prefix)
	for address := within.Addr(); within.Contains(address); address = address.Next() {
		if _, used := read[address.String()]; used {
			continue
		}
		i.store(read, address)
		return address.String()
	}
	return "-"
}

func words(in *bufio.Reader) []string {
	var count int
	fmt.Fscan(in, &count)
	read := make([]string, count)
	for number := range read {
		fmt.Fscan(in, &read[number])
	}
	return read
}

func cpu() int64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return used.Utime.Nano() + used.Stime.Nano()
}

func main() {
	in := bufio.NewReader(os.Stdin)
	allocator := ipam{stored: table{}}
	fmt.Fscan(in, &allocator.prefix)
	for _, address := range words(in) {
		allocator.stored[address] = true
	}
	wanted := words(in)
	given := make([]string, len(wanted))

	start, before := time.Now(), cpu()
	var left []int
	for number, address := range wanted {
		if address != "-" && allocator.particular(address) {
			given[number] = address
		} else {
			left = append(left, number)
		}
	}
	for _, number := range left {
		given[number] = allocator.next()
	}
	spent, used := time.Since(start), cpu()-before

	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, address := range given {
		fmt.Fprintln(out, address)
	}
	fmt.Fprintln(out, spent.Nanoseconds(), used)
}
