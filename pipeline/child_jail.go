package pipeline

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// shutInMark in the environment says that the process is the second of the two below.
const shutInMark = "READER_SHUT_IN"

// shutIn takes from a reading process what it does not need, and returns its request. It must be called before anything
// else is done there.
//
// A file system fence (Landlock) holds for the thread that asks and for those it starts later, but a Go program has several
// threads before main runs. So the first process only asks, and then becomes the second by exec, all of whose threads are
// inside. The second asks for the filter of system calls, which the kernel puts on all threads at once. A kernel without
// Landlock (before 5.13) leaves that fence out; the others hold.
//
//	files      reads the file, the program and its libraries, the reference data; writes the incoming folder and the scratch
//	network    no socket of any kind
//	processes  no fork, no exec, no ptrace, no signal to others
//	size       no file larger than 4 GiB and four times the input; no core dump, which would hold citizens' words
func shutIn(stdin io.Reader, reference []string) ([]byte, error) {
	request, err := io.ReadAll(io.LimitReader(stdin, 64<<20))
	if err != nil {
		return nil, err
	}
	if os.Getenv(shutInMark) != "" {
		return request, filterCalls()
	}
	var r childRequest
	if err := json.Unmarshal(request, &r); err != nil {
		return nil, fmt.Errorf("read request: %w", err)
	}
	runtime.LockOSThread()
	if err := lowerLimits(r); err != nil {
		return nil, err
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return nil, fmt.Errorf("no new privileges: %w", err)
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if err := fence(r, self, reference); err != nil {
		return nil, err
	}
	if err := standardInput(request); err != nil {
		return nil, err
	}
	return nil, syscall.Exec(self, os.Args, append(os.Environ(), shutInMark+"=1"))
}

func lowerLimits(r childRequest) error {
	// The kernel takes this process first when the machine runs out of memory. Where that cannot be asked, nothing is lost.
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0)
	signal.Ignore(syscall.SIGXFSZ) // too large a file is an error to report, not a death; ignored signals outlive exec
	size := uint64(4<<30 + 4*r.Size)
	for what, limit := range map[int]uint64{unix.RLIMIT_CORE: 0, unix.RLIMIT_FSIZE: size, unix.RLIMIT_NOFILE: 256} {
		if err := unix.Setrlimit(what, &unix.Rlimit{Cur: limit, Max: limit}); err != nil {
			return fmt.Errorf("limit %d: %w", what, err)
		}
	}
	return nil
}

// standardInput makes a file in memory with the request the standard input of the process to come.
func standardInput(request []byte) error {
	fd, err := unix.MemfdCreate("request", 0)
	if err != nil {
		return err
	}
	f := os.NewFile(uintptr(fd), "request")
	if _, err := f.Write(request); err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return unix.Dup3(fd, 0, 0)
}

const (
	readFile   = unix.LANDLOCK_ACCESS_FS_READ_FILE
	readFiles  = readFile | unix.LANDLOCK_ACCESS_FS_READ_DIR
	runFiles   = readFiles | unix.LANDLOCK_ACCESS_FS_EXECUTE
	writeFile  = readFile | unix.LANDLOCK_ACCESS_FS_WRITE_FILE | unix.LANDLOCK_ACCESS_FS_TRUNCATE
	writeFiles = writeFile | readFiles | unix.LANDLOCK_ACCESS_FS_MAKE_REG | unix.LANDLOCK_ACCESS_FS_MAKE_DIR |
		unix.LANDLOCK_ACCESS_FS_REMOVE_FILE | unix.LANDLOCK_ACCESS_FS_REMOVE_DIR
)

// fence asks Landlock to let this thread, and what it becomes, at no file but these.
func fence(r childRequest, self string, reference []string) error {
	abi, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if errno != 0 {
		return nil // a kernel without it
	}
	attr := unix.LandlockRulesetAttr{Access_fs: handled(int(abi))}
	if abi >= 6 {
		attr.Scoped = unix.LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | unix.LANDLOCK_SCOPE_SIGNAL
	}
	rules, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, uintptr(unsafe.Pointer(&attr)), attrSize(int(abi)), 0)
	if errno != 0 {
		return fmt.Errorf("landlock: %w", errno)
	}
	defer unix.Close(int(rules))
	type rule struct {
		access uint64
		paths  []string
	}
	for _, g := range []rule{
		{runFiles, []string{"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib"}},
		{readFile | unix.LANDLOCK_ACCESS_FS_EXECUTE, []string{self}},
		{readFile, []string{"/etc/ld.so.cache", "/dev/urandom", "/proc/meminfo", r.Path}},
		{readFiles, append([]string{"/usr/share/zoneinfo", "/sys/devices/system/cpu", "/sys/fs/cgroup", "/proc/self"}, reference...)},
		{writeFile, []string{"/dev/null"}},
		{writeFiles, []string{r.Dir, r.Scratch}},
	} {
		for _, path := range g.paths {
			if err := allow(int(rules), path, g.access&attr.Access_fs); err != nil {
				return fmt.Errorf("landlock %s: %w", path, err)
			}
		}
	}
	if _, _, errno := unix.Syscall(unix.SYS_LANDLOCK_RESTRICT_SELF, rules, 0, 0); errno != 0 {
		return fmt.Errorf("landlock: %w", errno)
	}
	return nil
}

// handled are the kinds of access that a kernel of this version of Landlock can forbid.
func handled(abi int) uint64 {
	all := uint64(unix.LANDLOCK_ACCESS_FS_MAKE_SYM<<1 - 1)
	for version, access := range map[int]uint64{2: unix.LANDLOCK_ACCESS_FS_REFER, 3: unix.LANDLOCK_ACCESS_FS_TRUNCATE, 5: unix.LANDLOCK_ACCESS_FS_IOCTL_DEV} {
		if abi >= version {
			all |= access
		}
	}
	return all
}

// attrSize: a kernel refuses a description longer than it knows.
func attrSize(abi int) uintptr {
	switch {
	case abi >= 6:
		return 24
	case abi >= 4:
		return 16
	}
	return 8
}

// allow lets at what is under a path; one that does not exist needs no rule.
func allow(rules int, path string, access uint64) error {
	fd, err := unix.Open(path, unix.O_PATH|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil
	}
	defer unix.Close(fd)
	rule := unix.LandlockPathBeneathAttr{Allowed_access: access, Parent_fd: int32(fd)}
	_, _, errno := unix.Syscall6(unix.SYS_LANDLOCK_ADD_RULE, uintptr(rules), unix.LANDLOCK_RULE_PATH_BENEATH, uintptr(unsafe.Pointer(&rule)), 0, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// denied are the calls that no parser needs.
func denied() []uint32 {
	list := []uint32{
		unix.SYS_SOCKET, unix.SYS_SOCKETPAIR, unix.SYS_CONNECT, unix.SYS_BIND, unix.SYS_LISTEN, unix.SYS_ACCEPT, unix.SYS_ACCEPT4,
		unix.SYS_EXECVE, unix.SYS_EXECVEAT, unix.SYS_PTRACE, unix.SYS_PROCESS_VM_READV, unix.SYS_PROCESS_VM_WRITEV, unix.SYS_PIDFD_OPEN,
		unix.SYS_IO_URING_SETUP, unix.SYS_BPF, unix.SYS_PERF_EVENT_OPEN, unix.SYS_USERFAULTFD, unix.SYS_KEYCTL, unix.SYS_ADD_KEY,
		unix.SYS_MOUNT, unix.SYS_UNSHARE, unix.SYS_SETNS, unix.SYS_CHROOT, unix.SYS_SETPGID, unix.SYS_SETSID,
	}
	if runtime.GOARCH == "amd64" {
		list = append(list, 57, 58) // fork, vfork: newer machines have only clone
	}
	return list
}

// audited is how the kernel names the machine; on others there is no filter.
var audited = map[string]uint32{"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64}

// filterCalls forbids system calls to every thread of this process.
func filterCalls() error {
	arch, known := audited[runtime.GOARCH]
	if !known {
		return nil
	}
	program := callFilter(arch)
	p := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	thread, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&p)))
	runtime.KeepAlive(program)
	switch {
	case errno == unix.ENOSYS || errno == unix.EINVAL:
		return nil // a kernel built without it
	case errno != 0:
		return fmt.Errorf("filter of system calls: %w", errno)
	case thread != 0:
		return fmt.Errorf("filter of system calls: thread %d is outside", thread)
	}
	return nil
}

// callFilter is the filter as the kernel wants it: a program over the call's number and arguments. Threads may be started,
// processes not: clone must say CLONE_THREAD, and clone3, whose flags a filter cannot see, is said not to exist, whereupon
// the C library takes clone.
func callFilter(arch uint32) []unix.SockFilter {
	const (
		load   = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
		equal  = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
		least  = unix.BPF_JMP | unix.BPF_JGE | unix.BPF_K
		flag   = unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K
		answer = unix.BPF_RET | unix.BPF_K
		number = 0 // offsets in struct seccomp_data
		machin = 4
		first  = 16
	)
	no := unix.SockFilter{Code: answer, K: unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)}
	yes := unix.SockFilter{Code: answer, K: unix.SECCOMP_RET_ALLOW}
	list := []unix.SockFilter{
		{Code: load, K: machin},
		{Code: equal, K: arch, Jt: 1},
		{Code: answer, K: unix.SECCOMP_RET_KILL_PROCESS},
		{Code: load, K: number},
		{Code: least, K: 0x40000000, Jf: 1}, no, // the calls of x32
		{Code: equal, K: unix.SYS_CLONE3, Jf: 1}, {Code: answer, K: unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)},
	}
	for _, call := range denied() {
		list = append(list, unix.SockFilter{Code: equal, K: call, Jf: 1}, no)
	}
	return append(list,
		unix.SockFilter{Code: equal, K: unix.SYS_CLONE, Jf: 3},
		unix.SockFilter{Code: load, K: first},
		unix.SockFilter{Code: flag, K: unix.CLONE_THREAD, Jt: 1}, no,
		yes)
}
