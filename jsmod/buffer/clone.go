package buffer

func (b *binding) cloneMethods() []method { return nil }
