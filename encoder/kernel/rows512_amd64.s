//go:build amd64 && !purego

#include "textflag.h"

// Operations with an exponential, sixteen lanes of float32 at a time and four vectors
// interleaved, because one exponential is a long chain of dependent operations. Lengths are
// multiples of sixteen.

DATA floats<>+0(SB)/4, $0xc2ae0000  // expLow
DATA floats<>+4(SB)/4, $0x42b00000  // expHigh
DATA floats<>+8(SB)/4, $0x3fb8aa3b  // log2e
DATA floats<>+12(SB)/4, $0x3f318000 // ln2High
DATA floats<>+16(SB)/4, $0xb95e8083 // ln2Low
DATA floats<>+20(SB)/4, $0x39506967 // exp0
DATA floats<>+24(SB)/4, $0x3ab743ce // exp1
DATA floats<>+28(SB)/4, $0x3c088908 // exp2
DATA floats<>+32(SB)/4, $0x3d2aa9c1 // exp3
DATA floats<>+36(SB)/4, $0x3e2aaaaa // exp4
DATA floats<>+40(SB)/4, $0x3f000000 // exp5
DATA floats<>+44(SB)/4, $0x3f800000 // one
DATA floats<>+48(SB)/4, $0x42fe0000 // levels
DATA floats<>+52(SB)/4, $0xbfcc422a // -geluRate
DATA floats<>+56(SB)/4, $0x3d372713 // geluCube
GLOBL floats<>(SB), RODATA|NOPTR, $60

// The permutation that undoes the order left by two packing steps.
DATA order<>+0(SB)/8, $0x0000000400000000
DATA order<>+8(SB)/8, $0x0000000c00000008
DATA order<>+16(SB)/8, $0x0000000500000001
DATA order<>+24(SB)/8, $0x0000000d00000009
DATA order<>+32(SB)/8, $0x0000000600000002
DATA order<>+40(SB)/8, $0x0000000e0000000a
DATA order<>+48(SB)/8, $0x0000000700000003
DATA order<>+56(SB)/8, $0x0000000f0000000b
GLOBL order<>(SB), RODATA|NOPTR, $64

#define CONSTS \
	VBROADCASTSS floats<>+0(SB), Z16        \
	VBROADCASTSS floats<>+8(SB), Z17        \
	VBROADCASTSS floats<>+12(SB), Z18       \
	VBROADCASTSS floats<>+16(SB), Z19       \
	VBROADCASTSS floats<>+20(SB), Z20       \
	VBROADCASTSS floats<>+24(SB), Z21       \
	VBROADCASTSS floats<>+28(SB), Z22       \
	VBROADCASTSS floats<>+32(SB), Z23       \
	VBROADCASTSS floats<>+36(SB), Z24       \
	VBROADCASTSS floats<>+40(SB), Z25       \
	VBROADCASTSS floats<>+44(SB), Z26

// One operation with the operand S on A, B, C and D.
#define ALL(OP, S, A, B, C, D) \
	OP S, A, A      \
	OP S, B, B      \
	OP S, C, C      \
	OP S, D, D

// The same with a separate operand and result for each.
#define EACH(OP, S0, S1, S2, S3, A, B, C, D) \
	OP S0, A, A     \
	OP S1, B, B     \
	OP S2, C, C     \
	OP S3, D, D

#define INTO(OP, S, A, B, C, D, R0, R1, R2, R3) \
	OP S, A, R0     \
	OP S, B, R1     \
	OP S, C, R2     \
	OP S, D, R3

// Z12 to Z15 = exp(Z0 to Z3) with the operations of the plain exp. Arguments are at most
// expHigh; Z4 to Z11 are clobbered.
#define EXP4 \
	ALL(VMAXPS, Z16, Z0, Z1, Z2, Z3)                                \
	INTO(VMULPS, Z17, Z0, Z1, Z2, Z3, Z4, Z5, Z6, Z7)               \
	VRNDSCALEPS $8, Z4, Z4                                          \
	VRNDSCALEPS $8, Z5, Z5                                          \
	VRNDSCALEPS $8, Z6, Z6                                          \
	VRNDSCALEPS $8, Z7, Z7                                          \
	INTO(VMULPS, Z18, Z4, Z5, Z6, Z7, Z8, Z9, Z10, Z11)             \
	EACH(VSUBPS, Z8, Z9, Z10, Z11, Z0, Z1, Z2, Z3)                  \
	INTO(VMULPS, Z19, Z4, Z5, Z6, Z7, Z8, Z9, Z10, Z11)             \
	EACH(VSUBPS, Z8, Z9, Z10, Z11, Z0, Z1, Z2, Z3)                  \
	INTO(VMULPS, Z20, Z0, Z1, Z2, Z3, Z12, Z13, Z14, Z15)           \
	ALL(VADDPS, Z21, Z12, Z13, Z14, Z15)                            \
	EACH(VMULPS, Z0, Z1, Z2, Z3, Z12, Z13, Z14, Z15)                \
	ALL(VADDPS, Z22, Z12, Z13, Z14, Z15)                            \
	EACH(VMULPS, Z0, Z1, Z2, Z3, Z12, Z13, Z14, Z15)                \
	ALL(VADDPS, Z23, Z12, Z13, Z14, Z15)                            \
	EACH(VMULPS, Z0, Z1, Z2, Z3, Z12, Z13, Z14, Z15)                \
	ALL(VADDPS, Z24, Z12, Z13, Z14, Z15)                            \
	EACH(VMULPS, Z0, Z1, Z2, Z3, Z12, Z13, Z14, Z15)                \
	ALL(VADDPS, Z25, Z12, Z13, Z14, Z15)                            \
	VMULPS Z0, Z0, Z8                                               \
	VMULPS Z1, Z1, Z9                                               \
	VMULPS Z2, Z2, Z10                                              \
	VMULPS Z3, Z3, Z11                                              \
	EACH(VMULPS, Z8, Z9, Z10, Z11, Z12, Z13, Z14, Z15)              \
	EACH(VADDPS, Z0, Z1, Z2, Z3, Z12, Z13, Z14, Z15)                \
	ALL(VADDPS, Z26, Z12, Z13, Z14, Z15)                            \
	EACH(VSCALEFPS, Z4, Z5, Z6, Z7, Z12, Z13, Z14, Z15)

// Z12 = exp(Z0); Z4 and Z8 are clobbered.
#define EXP1 \
	VMAXPS Z16, Z0, Z0      \
	VMULPS Z17, Z0, Z4      \
	VRNDSCALEPS $8, Z4, Z4  \
	VMULPS Z18, Z4, Z8      \
	VSUBPS Z8, Z0, Z0       \
	VMULPS Z19, Z4, Z8      \
	VSUBPS Z8, Z0, Z0       \
	VMULPS Z20, Z0, Z12     \
	VADDPS Z21, Z12, Z12    \
	VMULPS Z0, Z12, Z12     \
	VADDPS Z22, Z12, Z12    \
	VMULPS Z0, Z12, Z12     \
	VADDPS Z23, Z12, Z12    \
	VMULPS Z0, Z12, Z12     \
	VADDPS Z24, Z12, Z12    \
	VMULPS Z0, Z12, Z12     \
	VADDPS Z25, Z12, Z12    \
	VMULPS Z0, Z0, Z8       \
	VMULPS Z8, Z12, Z12     \
	VADDPS Z0, Z12, Z12     \
	VADDPS Z26, Z12, Z12    \
	VSCALEFPS Z4, Z12, Z12

// func gelu512(x *float32, n int)
TEXT ·gelu512(SB), NOSPLIT, $0-16
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX
	CONSTS
	VBROADCASTSS floats<>+4(SB), Z27
	VBROADCASTSS floats<>+52(SB), Z28
	VBROADCASTSS floats<>+56(SB), Z29

four:
	SUBQ $64, CX
	JLT  rest
	VMOVUPS (SI), Z8
	VMOVUPS 64(SI), Z9
	VMOVUPS 128(SI), Z10
	VMOVUPS 192(SI), Z11
	VMULPS Z8, Z8, Z0
	VMULPS Z9, Z9, Z1
	VMULPS Z10, Z10, Z2
	VMULPS Z11, Z11, Z3
	EACH(VMULPS, Z8, Z9, Z10, Z11, Z0, Z1, Z2, Z3)
	ALL(VMULPS, Z29, Z0, Z1, Z2, Z3)
	EACH(VADDPS, Z8, Z9, Z10, Z11, Z0, Z1, Z2, Z3)
	ALL(VMULPS, Z28, Z0, Z1, Z2, Z3)
	ALL(VMINPS, Z27, Z0, Z1, Z2, Z3)
	EXP4
	ALL(VADDPS, Z26, Z12, Z13, Z14, Z15)
	VMOVUPS (SI), Z0
	VMOVUPS 64(SI), Z1
	VMOVUPS 128(SI), Z2
	VMOVUPS 192(SI), Z3
	EACH(VDIVPS, Z12, Z13, Z14, Z15, Z0, Z1, Z2, Z3)
	VMOVUPS Z0, (SI)
	VMOVUPS Z1, 64(SI)
	VMOVUPS Z2, 128(SI)
	VMOVUPS Z3, 192(SI)
	ADDQ $256, SI
	JMP  four

rest:
	ADDQ $64, CX
	JZ   done

one:
	VMOVUPS (SI), Z1
	VMULPS Z1, Z1, Z0
	VMULPS Z1, Z0, Z0
	VMULPS Z29, Z0, Z0
	VADDPS Z1, Z0, Z0
	VMULPS Z28, Z0, Z0
	VMINPS Z27, Z0, Z0
	EXP1
	VADDPS Z26, Z12, Z12
	VDIVPS Z12, Z1, Z1
	VMOVUPS Z1, (SI)
	ADDQ $64, SI
	SUBQ $16, CX
	JNZ  one

done:
	VZEROUPPER
	RET

// Z12 = Z12 times levels, rounded to integers.
#define SHARES(A) \
	VMULPS Z27, A, A        \
	VCVTPS2DQ A, A

// func softmax512(dst *uint8, x *float32, rows, width int, step *float32)
TEXT ·softmax512(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ rows+16(FP), R8
	MOVQ width+24(FP), CX
	MOVQ step+32(FP), R9
	CONSTS
	VBROADCASTSS floats<>+48(SB), Z27
	VMOVDQU64 order<>(SB), Z28
	VPXORD Z30, Z30, Z30

row:
	// Z29 is the maximum of the row.
	VMOVUPS (SI), Z0
	VMOVAPS Z0, Z1
	MOVQ SI, R10
	MOVQ CX, DX

top2:
	SUBQ $32, DX
	JLT  top1
	VMAXPS (R10), Z0, Z0
	VMAXPS 64(R10), Z1, Z1
	ADDQ $128, R10
	JMP  top2

top1:
	ADDQ $32, DX
	JZ   topped
	VMAXPS (R10), Z0, Z0

topped:
	VMAXPS Z1, Z0, Z0
	VEXTRACTF64X4 $1, Z0, Y1
	VMAXPS Y1, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS X1, X0, X0
	VMOVHLPS X0, X0, X1
	VMAXPS X1, X0, X0
	VMOVSHDUP X0, X1
	VMAXSS X1, X0, X0
	VBROADCASTSS X0, Z29

	// Z31 is the sum of the shares, in eight parts.
	VPXORD Z31, Z31, Z31
	MOVQ CX, DX

four:
	SUBQ $64, DX
	JLT  rest
	VMOVUPS (SI), Z0
	VMOVUPS 64(SI), Z1
	VMOVUPS 128(SI), Z2
	VMOVUPS 192(SI), Z3
	ALL(VSUBPS, Z29, Z0, Z1, Z2, Z3)
	EXP4
	SHARES(Z12)
	SHARES(Z13)
	SHARES(Z14)
	SHARES(Z15)
	VPACKSSDW Z13, Z12, Z12
	VPACKSSDW Z15, Z14, Z14
	VPACKUSWB Z14, Z12, Z12
	VPERMD Z12, Z28, Z12
	VMOVDQU64 Z12, (DI)
	VPSADBW Z30, Z12, Z12
	VPADDQ Z12, Z31, Z31
	ADDQ $256, SI
	ADDQ $64, DI
	JMP  four

rest:
	ADDQ $64, DX
	JZ   done

one:
	VMOVUPS (SI), Z0
	VSUBPS Z29, Z0, Z0
	EXP1
	SHARES(Z12)
	VPMOVDB Z12, X12
	VMOVDQU X12, (DI)
	VPSADBW X30, X12, X12 // the upper part stays zero
	VPADDQ Z12, Z31, Z31
	ADDQ $64, SI
	ADDQ $16, DI
	SUBQ $16, DX
	JNZ  one

done:
	VEXTRACTI64X4 $1, Z31, Y0
	VPADDQ Y0, Y31, Y0
	VEXTRACTI128 $1, Y0, X1
	VPADDQ X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VPADDQ X1, X0, X0
	VCVTDQ2PS X0, X0
	VMOVSS floats<>+44(SB), X1
	VDIVSS X0, X1, X1
	VMOVSS X1, (R9)
	ADDQ $4, R9
	DECQ R8
	JNZ  row
	VZEROUPPER
	RET
