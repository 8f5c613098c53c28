// Profiles writes every profile of Go's runtime into a folder: cpu (with labels), heap, allocs, block,
// mutex, goroutine, threadcreate and one of its own. It prints the work that the profiles must show.
// usage: profiles FOLDER [SCALE]   SCALE multiplies the time spent under the CPU profile
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strconv"
	"sync"
	"time"
)

var (
	sink     int
	blocks   [][]byte
	nodes    = map[string]*node{}
	mutex    sync.Mutex
	ownThing byte
	scale    = 1.0
)

type node struct {
	next *node
	pad  [100]byte
}

type stack[T any] struct{ values []T }

//go:noinline
func (s *stack[T]) push(value T, times int) {
	for i := 0; i < times; i++ {
		s.values = append(s.values[:0], value)
	}
}

func inner(x int) int { return x*31 + 7 }

func middle(x int) int {
	for i := 0; i < 10; i++ {
		x = inner(x)
	}
	return x
}

//go:noinline
func hotLoop(times int) int {
	x := 1
	for i := 0; i < times; i++ {
		x = middle(x)
	}
	return x
}

//go:noinline
func fillMap(entries int) int {
	m := map[int]string{}
	for i := 0; i < entries; i++ {
		m[i%997] = "v"
	}
	return len(m)
}

//go:noinline
func recurse(depth int, body func()) {
	if depth > 0 {
		recurse(depth-1, body)
	} else {
		body()
	}
	sink++
}

//go:noinline
func keepBlock() { blocks = append(blocks, make([]byte, 1<<20)) }

//go:noinline
func keepNodes(times int) {
	for i := 0; i < times; i++ {
		nodes[fmt.Sprint("k", i%500)] = &node{}
	}
}

//go:noinline
func garbage(times int) {
	for i := 0; i < times; i++ {
		sink += len(make([]byte, 4096+i&1))
	}
}

//go:noinline
func contend(group *sync.WaitGroup) {
	defer group.Done()
	for i := 0; i < 20; i++ {
		mutex.Lock()
		time.Sleep(time.Millisecond)
		mutex.Unlock()
	}
}

//go:noinline
func parked(channel chan int) { <-channel }

func burn(what string, budget time.Duration, body func()) {
	start := time.Now()
	budget = time.Duration(float64(budget) * scale)
	for time.Since(start) < budget {
		body()
	}
	fmt.Printf("%s: %d ms of wall time\n", what, time.Since(start).Milliseconds())
}

func writeCPU(path string) {
	file, err := os.Create(path)
	if err != nil {
		panic(err)
	}
	defer file.Close()
	pprof.StartCPUProfile(file)
	defer pprof.StopCPUProfile()

	background := context.Background()
	burn("hotLoop, no label", 300*time.Millisecond, func() { sink += hotLoop(100000) })
	labels := pprof.Labels("handler", "/api/v1/items?id=1", "method", "GET")
	pprof.Do(background, labels, func(outer context.Context) {
		burn("hotLoop, labels handler and method", 200*time.Millisecond, func() { sink += hotLoop(100000) })
		more := pprof.Labels("phase", "inner \"quoted\" ünïcode", "empty", "")
		pprof.Do(outer, more, func(context.Context) {
			burn("fillMap, labels handler, method, phase, empty", 200*time.Millisecond, func() { sink += fillMap(20000) })
		})
	})
	burn("hotLoop below recurse(40)", 200*time.Millisecond, func() { recurse(40, func() { sink += hotLoop(100000) }) })
	generic := &stack[map[string]int]{}
	burn("stack.push", 100*time.Millisecond, func() { generic.push(nil, 50000) })
	var group sync.WaitGroup
	for worker := 0; worker < 3; worker++ {
		group.Add(1)
		go pprof.Do(background, pprof.Labels("worker", fmt.Sprint(worker)), func(context.Context) {
			defer group.Done()
			burn("hotLoop, label worker", 200*time.Millisecond, func() { hotLoop(100000) })
		})
	}
	group.Wait()
}

func work() {
	for i := 0; i < 16; i++ {
		keepBlock()
	}
	keepNodes(20000)
	garbage(20000)
	runtime.GC()
	fmt.Println("heap: keepBlock keeps 16 blocks of 1 MiB, keepNodes keeps 500 nodes, garbage keeps nothing")
	var group sync.WaitGroup
	for i := 0; i < 4; i++ {
		group.Add(1)
		go contend(&group)
	}
	group.Wait()
	fmt.Println("block and mutex: 4 goroutines hold one mutex for 1 ms, 20 times each")
	channel := make(chan int)
	for i := 0; i < 7; i++ {
		go parked(channel)
	}
	go pprof.Do(context.Background(), pprof.Labels("role", "parked"), func(context.Context) { <-channel })
	time.Sleep(20 * time.Millisecond)
	fmt.Println("goroutine: 7 in parked, 1 with the label role=parked, 1 main")
}

func main() {
	folder := os.Args[1]
	if len(os.Args) > 2 {
		scale, _ = strconv.ParseFloat(os.Args[2], 64)
	}
	runtime.MemProfileRate = 64 * 1024
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(1)
	writeCPU(filepath.Join(folder, "cpu.pb.gz"))
	work()
	own := pprof.NewProfile("example.org/own profile")
	own.Add(&ownThing, 0)
	for _, profile := range pprof.Profiles() {
		name := filepath.Base(profile.Name()) + ".pb.gz"
		file, err := os.Create(filepath.Join(folder, name))
		if err != nil {
			panic(err)
		}
		if err := profile.WriteTo(file, 0); err != nil {
			panic(err)
		}
		file.Close()
	}
}
