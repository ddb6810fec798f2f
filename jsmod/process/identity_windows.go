package process

import "errors"

// umask is none of Windows's notions.
func umask(int) int { return 0 }

func setTitle(string) {}

func setID(string, int) error { return errors.ErrUnsupported }

func setGroups([]int) error { return errors.ErrUnsupported }
