// Records a short execution trace: a task with regions, goroutines that wait for each other, for time, for a pipe and
// for a processor, and two that compute.
package main

import (
	"context"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
	"sync"
	"time"
)

var sum uint64

//go:noinline
func compute(d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); {
		for i := 0; i < 10000; i++ {
			sum = sum*6364136223846793005 + 1442695040888963407
		}
	}
}

func ask(questions, answers chan int) {
	for i := 0; i < 5; i++ {
		questions <- i
		<-answers
	}
	close(questions)
}

func answer(questions, answers chan int) {
	for q := range questions {
		answers <- q * q
	}
}

func pipe() {
	r, w, _ := os.Pipe()
	go func() {
		time.Sleep(2 * time.Millisecond)
		w.Write([]byte("x"))
		w.Close()
	}()
	r.Read(make([]byte, 1))
	r.Close()
}

func work(ctx context.Context) {
	ctx, task := trace.NewTask(ctx, "request")
	defer task.End()
	var all sync.WaitGroup
	start := func(name string, f func()) {
		all.Add(1)
		go func() {
			defer all.Done()
			trace.WithRegion(ctx, name, f)
		}()
	}
	questions, answers := make(chan int), make(chan int)
	start("ask", func() { ask(questions, answers) })
	start("answer", func() { answer(questions, answers) })
	start("pipe", pipe)
	start("compute", func() { compute(30 * time.Millisecond) })
	start("more", func() { compute(20 * time.Millisecond) })
	all.Wait()
	runtime.GC()
}

// main writes the trace to the file of the first argument; with a second one, a CPU profile of the same time to that.
func main() {
	f, err := os.Create(os.Args[1])
	if err != nil {
		panic(err)
	}
	if len(os.Args) > 2 {
		cpu, err := os.Create(os.Args[2])
		if err != nil {
			panic(err)
		}
		defer cpu.Close()
		pprof.StartCPUProfile(cpu)
		defer pprof.StopCPUProfile()
	}
	trace.Start(f)
	work(context.Background())
	trace.Stop()
	f.Close()
}
