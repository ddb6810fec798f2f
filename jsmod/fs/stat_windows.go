package fs

import (
	"syscall"
	"time"
)

// fill takes the times of the system.
func (s *stat) fill(sys any) {
	data, ok := sys.(*syscall.Win32FileAttributeData)
	if !ok {
		return
	}
	s.atime = time.Unix(0, data.LastAccessTime.Nanoseconds())
	s.birthtime = time.Unix(0, data.CreationTime.Nanoseconds())
}
