package fs

import (
	"encoding/binary"
	iofs "io/fs"
	"math"
	"time"
)

// stat holds the numbers of a Stats object, Unix's even where the system is
// another.
type stat struct {
	dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks int64
	atime, mtime, ctime, birthtime                               time.Time
}

// statResult gives JavaScript 18 numbers: the fields of stat in their order,
// times as seconds and nanoseconds.
func statResult(info iofs.FileInfo, bigint bool) result {
	if info == nil {
		return nil
	}
	s := stat{
		mode: unixMode(info.Mode()), nlink: 1, blksize: 4096, size: info.Size(), blocks: (info.Size() + 511) / 512,
		atime: info.ModTime(), mtime: info.ModTime(), ctime: info.ModTime(), birthtime: info.ModTime(),
	}
	s.fill(info.Sys())
	numbers := []int64{s.dev, s.mode, s.nlink, s.uid, s.gid, s.rdev, s.blksize, s.ino, s.size, s.blocks}
	for _, t := range []time.Time{s.atime, s.mtime, s.ctime, s.birthtime} {
		numbers = append(numbers, t.Unix(), int64(t.Nanosecond()))
	}
	return numbersResult(numbers, bigint)
}

// encode writes numbers as JavaScript's typed arrays hold them on the machines
// that Go calls little-endian, which all of ours are.
func encode(numbers []int64, bigint bool) []byte {
	out := make([]byte, 0, 8*len(numbers))
	for _, n := range numbers {
		bits := uint64(n)
		if !bigint {
			bits = math.Float64bits(float64(n))
		}
		out = binary.NativeEndian.AppendUint64(out, bits)
	}
	return out
}

// typeBits are the bits of st_mode that tell what a file is.
var typeBits = []struct {
	is   iofs.FileMode
	bits int64
}{
	{iofs.ModeDir, 0o040000},
	{iofs.ModeSymlink, 0o120000},
	{iofs.ModeNamedPipe, 0o010000},
	{iofs.ModeSocket, 0o140000},
	{iofs.ModeDevice | iofs.ModeCharDevice, 0o020000},
	{iofs.ModeDevice, 0o060000},
}

func unixMode(m iofs.FileMode) int64 {
	mode := int64(0o100000)
	for _, t := range typeBits {
		if m&t.is == t.is {
			mode = t.bits
			break
		}
	}
	mode |= int64(m.Perm())
	for _, s := range []struct {
		is   iofs.FileMode
		bits int64
	}{{iofs.ModeSetuid, 0o4000}, {iofs.ModeSetgid, 0o2000}, {iofs.ModeSticky, 0o1000}} {
		if m&s.is != 0 {
			mode |= s.bits
		}
	}
	return mode
}

// entryTypes are libuv's numbers for the types of directory entries.
func entryType(m iofs.FileMode) int {
	switch {
	case m.IsRegular():
		return 1
	case m&iofs.ModeDir != 0:
		return 2
	case m&iofs.ModeSymlink != 0:
		return 3
	case m&iofs.ModeNamedPipe != 0:
		return 4
	case m&iofs.ModeSocket != 0:
		return 5
	case m&iofs.ModeCharDevice != 0:
		return 6
	case m&iofs.ModeDevice != 0:
		return 7
	}
	return 0
}
