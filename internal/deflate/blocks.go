package deflate

import "encoding/binary"

// block reads the head of a block, and stored ones whole.
func (z *Inflater) block(limit int) step {
	switch z.state {
	case inType:
		if z.flush == Block {
			return stops
		}
		z.state = inTypeDo
	case inTypeDo:
		return z.blockType()
	case inStored:
		if !z.need(32) {
			return wantsInput
		}
		v := z.take(32)
		if v&0xffff != ^v>>16 {
			return z.fail("invalid stored block lengths")
		}
		z.length, z.state = int(v&0xffff), inCopy
	case inCopy:
		return z.stored(limit)
	case inTable:
		return z.tableSizes()
	case inLengthLengths:
		return z.lengthLengths()
	case inLengths:
		return z.codeLengths()
	}
	return goesOn
}

func (z *Inflater) blockType() step {
	if z.last {
		z.drop(z.held & 7)
		z.state = inCheck
		// The sum has to be brought up to date first.
		return stops
	}
	if !z.need(3) {
		return wantsInput
	}
	z.last = z.take(1) != 0
	switch z.take(2) {
	case 0:
		z.drop(z.held & 7)
		z.state = inStored
	case 1:
		z.literals, z.distances = fixedLiterals, fixedDistances
		z.state = inSymbol
	case 2:
		z.state = inTable
	default:
		return z.fail("invalid block type")
	}
	return goesOn
}

func (z *Inflater) stored(limit int) step {
	for z.length > 0 {
		if z.end >= limit {
			return wantsRoom
		}
		n := min(z.length, limit-z.end)
		if z.held > 0 { // whole bytes: the block begins at one
			z.win[z.end] = byte(z.take(8))
			n = 1
		} else if n = copy(z.win[z.end:z.end+n], z.in[z.pos:]); n == 0 {
			return wantsInput
		} else {
			z.pos += n
		}
		z.end += n
		z.length -= n
	}
	z.state = inType
	return goesOn
}

func (z *Inflater) tableSizes() step {
	if !z.need(14) {
		return wantsInput
	}
	z.nLit, z.nDist, z.nCode = int(z.take(5))+257, int(z.take(5))+1, int(z.take(4))+4
	if z.nLit > 286 || z.nDist > 30 {
		return z.fail("too many length or distance symbols")
	}
	z.have = 0
	clear(z.lengths[:])
	z.state = inLengthLengths
	return goesOn
}

func (z *Inflater) lengthLengths() step {
	for ; z.have < z.nCode; z.have++ {
		if !z.need(3) {
			return wantsInput
		}
		z.lengths[codeOrder[z.have]] = uint8(z.take(3))
	}
	if !z.codes.build(z.lengths[:19], ofLengths, lengthRoot) {
		return z.fail("invalid code lengths set")
	}
	z.have = 0
	z.state = inLengths
	return goesOn
}

// codeLengths reads the lengths of both codes, which are one list.
func (z *Inflater) codeLengths() step {
	total := z.nLit + z.nDist
	for z.have < total {
		e, ok := z.lookAhead()
		if !ok {
			return wantsInput
		}
		s := e.value()
		if s < 16 {
			z.drop(e.len())
			z.lengths[z.have] = uint8(s)
			z.have++
			continue
		}
		extra, base := uint(2), 3
		switch s {
		case 17:
			extra = 3
		case 18:
			extra, base = 7, 11
		}
		if !z.need(e.len() + extra) {
			return wantsInput
		}
		z.drop(e.len())
		if s == 16 && z.have == 0 {
			return z.fail("invalid bit length repeat")
		}
		value := uint8(0)
		if s == 16 {
			value = z.lengths[z.have-1]
		}
		n := base + int(z.take(extra))
		if z.have+n > total {
			return z.fail("invalid bit length repeat")
		}
		for range n {
			z.lengths[z.have] = value
			z.have++
		}
	}
	return z.useLengths()
}

// lookAhead finds the next symbol of the code of lengths and leaves it in hold. All
// its codes fit into one table.
func (z *Inflater) lookAhead() (entry, bool) {
	for {
		e := z.codes.entries[z.peek(z.codes.root)]
		if e.len() <= z.held {
			return e, true
		}
		if !z.need(z.held + 1) {
			return 0, false
		}
	}
}

func (z *Inflater) useLengths() step {
	if z.lengths[endOfBlock] == 0 {
		return z.fail("invalid code -- missing end-of-block")
	}
	if !z.ownLiterals.build(z.lengths[:z.nLit], ofLiterals, literalRoot) {
		return z.fail("invalid literal/lengths set")
	}
	if !z.ownDistances.build(z.lengths[z.nLit:z.nLit+z.nDist], ofDistances, distanceRoot) {
		return z.fail("invalid distances set")
	}
	z.literals, z.distances = &z.ownLiterals, &z.ownDistances
	z.state = inSymbol
	return goesOn
}

// next takes the next symbol of a code, if the bits are there.
func (z *Inflater) next(t *table) (entry, bool) {
	for {
		e := t.entries[z.peek(t.root)]
		n := e.len()
		if n <= z.held && e.kind() == kindSub {
			e = t.entries[e.value()+uint32(z.hold>>n)&(1<<e.extra()-1)]
			n += e.len()
		}
		if n <= z.held {
			z.drop(n)
			return e, true
		}
		if !z.need(z.held + 1) {
			return 0, false
		}
	}
}

// symbols reads what a block consists of.
func (z *Inflater) symbols(limit int) step {
	switch z.state {
	case inSymbol:
		if len(z.in)-z.pos >= 8 && limit-z.end >= maxMatch {
			return z.fast(limit)
		}
		e, ok := z.next(z.literals)
		if !ok {
			return wantsInput
		}
		z.symbol(e)
	case inLengthExtra, inDistanceExtra:
		n := uint(z.have)
		if !z.need(n) {
			return wantsInput
		}
		if v := int(z.take(n)); z.state == inLengthExtra {
			z.length += v
			z.state = inDistance
		} else {
			z.dist += v
			return z.checkDistance()
		}
	case inDistance:
		e, ok := z.next(z.distances)
		if !ok {
			return wantsInput
		}
		if e.kind() != kindBase {
			return z.fail("invalid distance code")
		}
		z.dist, z.have, z.state = int(e.value()), int(e.extra()), inDistanceExtra
	case inMatch:
		if z.end >= limit {
			return wantsRoom
		}
		n := min(z.length, limit-z.end)
		z.copyMatch(z.dist, n)
		if z.length -= n; z.length == 0 {
			z.state = inSymbol
		}
	case inLiteral:
		if z.end >= limit {
			return wantsRoom
		}
		z.win[z.end] = z.literal
		z.end++
		z.state = inSymbol
	}
	return goesOn
}

func (z *Inflater) symbol(e entry) {
	switch e.kind() {
	case kindLiteral:
		z.literal, z.state = byte(e.value()), inLiteral
	case kindBase:
		z.length, z.have, z.state = int(e.value()), int(e.extra()), inLengthExtra
	case kindEnd:
		z.state = inType
	default:
		z.fail("invalid literal/length code")
	}
}

func (z *Inflater) checkDistance() step {
	if z.end-z.dist < z.oldest {
		return z.fail("invalid distance too far back")
	}
	z.state = inMatch
	return goesOn
}

// copyMatch repeats n bytes from dist back; they may overlap what they make.
func (z *Inflater) copyMatch(dist, n int) {
	from, to := z.end-dist, z.end
	z.end += n
	for n > dist {
		copy(z.win[to:to+dist], z.win[from:from+dist])
		to += dist
		n -= dist
		dist *= 2
	}
	copy(z.win[to:to+n], z.win[from:from+n])
}

// fast reads symbols while a longest one can neither run out of input nor of room.
func (z *Inflater) fast(limit int) step {
	in, pos, hold, held := z.in, z.pos, z.hold, z.held
	lit, dist := z.literals, z.distances
	litMask, distMask := uint64(1)<<lit.root-1, uint64(1)<<dist.root-1
	win, end := z.win, z.end
	res := goesOn
	for len(in)-pos >= 8 && limit-end >= maxMatch && z.state == inSymbol {
		hold |= binary.LittleEndian.Uint64(in[pos:]) << held
		pos += int(63-held) >> 3
		held |= 56
		e := lit.entries[hold&litMask]
		if e.kind() == kindSub {
			hold >>= lit.root
			held -= lit.root
			e = lit.entries[uint64(e.value())+hold&(1<<e.extra()-1)]
		}
		hold >>= e.len()
		held -= e.len()
		if e.kind() == kindLiteral {
			win[end] = byte(e.value())
			end++
			continue
		}
		if e.kind() != kindBase {
			z.symbol(e)
			break
		}
		length := int(e.value()) + int(hold&(1<<e.extra()-1))
		hold >>= e.extra()
		held -= e.extra()
		e = dist.entries[hold&distMask]
		if e.kind() == kindSub {
			hold >>= dist.root
			held -= dist.root
			e = dist.entries[uint64(e.value())+hold&(1<<e.extra()-1)]
		}
		hold >>= e.len()
		held -= e.len()
		if e.kind() != kindBase {
			res = z.fail("invalid distance code")
			break
		}
		back := int(e.value()) + int(hold&(1<<e.extra()-1))
		hold >>= e.extra()
		held -= e.extra()
		if end-back < z.oldest {
			res = z.fail("invalid distance too far back")
			break
		}
		z.end = end
		z.copyMatch(back, length)
		end = z.end
	}
	// Whole bytes that were not needed go back.
	pos -= int(held >> 3)
	held &= 7
	z.pos, z.hold, z.held, z.end = pos, hold&(1<<held-1), held, end
	return res
}
