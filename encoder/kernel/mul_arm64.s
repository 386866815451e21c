//go:build arm64 && !purego

#include "textflag.h"

// SDOT adds, for column group C and row R, the products of four weights each of four columns
// with the row's group of four inputs J: "sdot v(4R+C).4s, v(24+C).16b, v(20+R).4b[J]", which
// the assembler does not support by name.
#define SDOT(J, R, C) \
	WORD $(0x4f80e000 + (J&1)<<21 + (J>>1)<<11 + (20+R)<<16 + (24+C)<<5 + 4*R+C)

#define ROW(J, R) \
	SDOT(J, R, 0) \
	SDOT(J, R, 1) \
	SDOT(J, R, 2) \
	SDOT(J, R, 3)

#define FOUR(J) \
	VLD1.P 64(R3), [V24.B16, V25.B16, V26.B16, V27.B16]     \
	ROW(J, 0)                                               \
	ROW(J, 1)                                               \
	ROW(J, 2)                                               \
	ROW(J, 3)

#define ZERO(A, B, C, D) \
	VEOR A.B16, A.B16, A.B16 \
	VEOR B.B16, B.B16, B.B16 \
	VEOR C.B16, C.B16, C.B16 \
	VEOR D.B16, D.B16, D.B16

// func dotsNEON(acc *[4][16]int32, rows *uint8, width int, panel *int8, steps int)
TEXT ·dotsNEON(SB), NOSPLIT, $0-40
	MOVD acc+0(FP), R0
	MOVD rows+8(FP), R4
	MOVD width+16(FP), R2
	MOVD panel+24(FP), R3
	MOVD steps+32(FP), R1
	ADD  R2, R4, R5
	ADD  R2, R5, R6
	ADD  R2, R6, R7
	ZERO(V0, V1, V2, V3)
	ZERO(V4, V5, V6, V7)
	ZERO(V8, V9, V10, V11)
	ZERO(V12, V13, V14, V15)

loop:
	VLD1.P 16(R4), [V20.B16]
	VLD1.P 16(R5), [V21.B16]
	VLD1.P 16(R6), [V22.B16]
	VLD1.P 16(R7), [V23.B16]
	FOUR(0)
	FOUR(1)
	FOUR(2)
	FOUR(3)
	SUBS $1, R1, R1
	BNE  loop

	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R0)
	VST1.P [V4.S4, V5.S4, V6.S4, V7.S4], 64(R0)
	VST1.P [V8.S4, V9.S4, V10.S4, V11.S4], 64(R0)
	VST1.P [V12.S4, V13.S4, V14.S4, V15.S4], 64(R0)
	RET
