// Package arch holds the test that keeps the arrows: who may import whom, through which one door a library comes in, and
// which folders there are. It has no code of its own.
package arch
