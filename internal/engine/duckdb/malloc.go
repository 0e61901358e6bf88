package duckdb

/*
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
// The engine takes and gives back blocks of 256 KiB. By default the C library keeps what is given back, in an arena a thread, and at
// ten million rows a process held half as much again as the engine's limit. Large blocks come from the kernel and go back to it.
static void keep_little(void) {
	mallopt(M_ARENA_MAX, 2);
	mallopt(M_MMAP_THRESHOLD, 128 << 10);
	mallopt(M_TRIM_THRESHOLD, 128 << 10);
}
#else
static void keep_little(void) {}
#endif
*/
import "C"

func init() { C.keep_little() }
