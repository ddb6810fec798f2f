package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"tlsjs/jsmod"
)

// loadEnvFiles puts the variables of .env files into the environment. A later file
// wins over an earlier one, and what is set already over both.
func loadEnvFiles(files []string) error {
	variables := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("%s: not found", file)
		case err != nil:
			return fmt.Errorf("%s: cannot be read: %w", file, err)
		}
		for name, value := range jsmod.ParseEnv(string(text)) {
			variables[name] = value
		}
	}
	for name, value := range variables {
		if _, set := os.LookupEnv(name); set || name == "" {
			continue
		}
		if err := os.Setenv(name, value); err != nil {
			return fmt.Errorf("variable %q: %w", name, err)
		}
	}
	return nil
}
