package uv

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"testing"
)

func TestOfReadsSystemErrors(t *testing.T) {
	_, err := os.Open("no-such-file")
	got := Of(fmt.Errorf("wrapped: %w", err))
	if got.Code != "ENOENT" || got.Text != "no such file or directory" || got.Errno >= 0 {
		t.Errorf("Of(missing file) = %+v", got)
	}
}

func TestOfReadsGoKinds(t *testing.T) {
	for err, want := range map[error]string{
		fs.ErrNotExist: "ENOENT", fs.ErrExist: "EEXIST", fs.ErrClosed: "EBADF",
		errors.ErrUnsupported: "ENOSYS", errors.New("strange"): "EIO",
	} {
		if got := Of(err).Code; got != want {
			t.Errorf("Of(%v) = %s, want %s", err, got, want)
		}
	}
}

func TestEveryCodeHasANumber(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range List() {
		if seen[r.Code] {
			t.Errorf("%s is there twice", r.Code)
		}
		seen[r.Code] = true
		if r.Errno >= 0 || r.Text == "" || r != ByCode(r.Code) {
			t.Errorf("%+v, by its code %+v", r, ByCode(r.Code))
		}
	}
	if r := ByCode("EWHAT"); r.Errno != number("EIO") || r.Text != "EWHAT" {
		t.Errorf("an unknown code gives %+v", r)
	}
}
