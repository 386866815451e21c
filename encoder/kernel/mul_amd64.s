//go:build amd64 && !purego

#include "textflag.h"

// Products of blocks, one group of rows after another. BX is the block, SI and DI are rows 0
// and 4 of a group, CX the row stride, DX three strides, R8 the panel, R9 the panel stride, AX
// the count of groups of four inputs.

#define BEGIN \
	MOVQ 0(BX), SI           \
	MOVQ 8(BX), CX           \
	LEAQ (CX)(CX*2), DX      \
	LEAQ (SI)(CX*4), DI      \
	MOVQ 16(BX), R8          \
	MOVQ 24(BX), R9          \
	MOVQ 32(BX), AX

// Registers for the results: SI is dst, CX its stride, R8 the steps, R9 the zero points, R10
// the scales, R11 the biases, R12 the sums.
#define RESULTS \
	MOVQ 40(BX), SI          \
	MOVQ 48(BX), CX          \
	MOVQ 56(BX), R8          \
	MOVQ 64(BX), R9          \
	MOVQ 72(BX), R10         \
	MOVQ 80(BX), R11         \
	MOVQ 88(BX), R12

// NEXT advances to the next group of 1<<SHIFT rows, if any; SI points to its results.
#define NEXT(SHIFT, GROUP) \
	MOVQ SI, 40(BX)          \
	MOVQ 8(BX), CX           \
	SHLQ $SHIFT, CX          \
	ADDQ CX, 0(BX)           \
	ADDQ $(4<<SHIFT), 56(BX) \
	ADDQ $(4<<SHIFT), 64(BX) \
	DECQ 96(BX)              \
	JNZ  GROUP

#define ZERO3(A, B, C) \
	VPXORD A, A, A \
	VPXORD B, B, B \
	VPXORD C, C, C

// One row of activations by three panels.
#define ROW3(ROW, A, B, C) \
	VPBROADCASTD ROW, Z27   \
	VPDPBUSD Z24, Z27, A    \
	VPDPBUSD Z25, Z27, B    \
	VPDPBUSD Z26, Z27, C

#define OUT(ACC, SUM, OFF) \
	VPMULLD SUM, Z27, Z29           \
	VPSUBD Z29, ACC, ACC            \
	VCVTDQ2PS ACC, ACC              \
	VMULPS OFF(R10), Z28, Z30       \
	VMULPS Z30, ACC, ACC            \
	VADDPS OFF(R11), ACC, ACC       \
	VMOVUPS ACC, OFF(SI)

#define OUT3(R, A, B, C) \
	VPBROADCASTD (4*R)(R9), Z27     \
	VBROADCASTSS (4*R)(R8), Z28     \
	OUT(A, Z24, 0)                  \
	OUT(B, Z25, 64)                 \
	OUT(C, Z26, 128)                \
	ADDQ CX, SI

// func mulVNNI8x3(b *block)
TEXT ·mulVNNI8x3(SB), NOSPLIT, $0-8
	MOVQ b+0(FP), BX

group:
	BEGIN
	ZERO3(Z0, Z1, Z2)
	ZERO3(Z3, Z4, Z5)
	ZERO3(Z6, Z7, Z8)
	ZERO3(Z9, Z10, Z11)
	ZERO3(Z12, Z13, Z14)
	ZERO3(Z15, Z16, Z17)
	ZERO3(Z18, Z19, Z20)
	ZERO3(Z21, Z22, Z23)

loop:
	VMOVDQU64 (R8), Z24
	VMOVDQU64 (R8)(R9*1), Z25
	VMOVDQU64 (R8)(R9*2), Z26
	ROW3((SI), Z0, Z1, Z2)
	ROW3((SI)(CX*1), Z3, Z4, Z5)
	ROW3((SI)(CX*2), Z6, Z7, Z8)
	ROW3((SI)(DX*1), Z9, Z10, Z11)
	ROW3((DI), Z12, Z13, Z14)
	ROW3((DI)(CX*1), Z15, Z16, Z17)
	ROW3((DI)(CX*2), Z18, Z19, Z20)
	ROW3((DI)(DX*1), Z21, Z22, Z23)
	ADDQ $64, R8
	ADDQ $4, SI
	ADDQ $4, DI
	DECQ AX
	JNZ  loop

	RESULTS
	VMOVDQU64 (R12), Z24
	VMOVDQU64 64(R12), Z25
	VMOVDQU64 128(R12), Z26
	OUT3(0, Z0, Z1, Z2)
	OUT3(1, Z3, Z4, Z5)
	OUT3(2, Z6, Z7, Z8)
	OUT3(3, Z9, Z10, Z11)
	OUT3(4, Z12, Z13, Z14)
	OUT3(5, Z15, Z16, Z17)
	OUT3(6, Z18, Z19, Z20)
	OUT3(7, Z21, Z22, Z23)
	NEXT(3, group)
	VZEROUPPER
	RET

#define ROW1(ROW, A) \
	VPBROADCASTD ROW, Z27   \
	VPDPBUSD Z24, Z27, A

#define OUT1(R, A) \
	VPBROADCASTD (4*R)(R9), Z27     \
	VBROADCASTSS (4*R)(R8), Z28     \
	OUT(A, Z24, 0)                  \
	ADDQ CX, SI

// func mulVNNI8x1(b *block)
TEXT ·mulVNNI8x1(SB), NOSPLIT, $0-8
	MOVQ b+0(FP), BX

group:
	BEGIN
	ZERO3(Z0, Z1, Z2)
	ZERO3(Z3, Z4, Z5)
	ZERO3(Z6, Z7, Z8)

loop:
	VMOVDQU64 (R8), Z24
	ROW1((SI), Z0)
	ROW1((SI)(CX*1), Z1)
	ROW1((SI)(CX*2), Z2)
	ROW1((SI)(DX*1), Z3)
	ROW1((DI), Z4)
	ROW1((DI)(CX*1), Z5)
	ROW1((DI)(CX*2), Z6)
	ROW1((DI)(DX*1), Z7)
	ADDQ $64, R8
	ADDQ $4, SI
	ADDQ $4, DI
	DECQ AX
	JNZ  loop

	RESULTS
	VMOVDQU64 (R12), Z24
	OUT1(0, Z0)
	OUT1(1, Z1)
	OUT1(2, Z2)
	OUT1(3, Z3)
	OUT1(4, Z4)
	OUT1(5, Z5)
	OUT1(6, Z6)
	OUT1(7, Z7)
	NEXT(3, group)
	VZEROUPPER
	RET

// One row by one panel: products of bytes are added in pairs, which cannot overflow with seven
// bits, then in fours.
#define ROWY(ROW, A, B) \
	VPBROADCASTD ROW, Y10           \
	VPMADDUBSW Y8, Y10, Y11         \
	VPMADDUBSW Y9, Y10, Y12         \
	VPMADDWD Y15, Y11, Y11          \
	VPMADDWD Y15, Y12, Y12          \
	VPADDD Y11, A, A                \
	VPADDD Y12, B, B

#define OUTY(ACC, SUM, OFF) \
	VPMULLD SUM, Y10, Y11           \
	VPSUBD Y11, ACC, ACC            \
	VCVTDQ2PS ACC, ACC              \
	VMULPS OFF(R10), Y13, Y12       \
	VMULPS Y12, ACC, ACC            \
	VADDPS OFF(R11), ACC, ACC       \
	VMOVUPS ACC, OFF(SI)

#define OUTY2(R, A, B) \
	VPBROADCASTD (4*R)(R9), Y10     \
	VBROADCASTSS (4*R)(R8), Y13     \
	OUTY(A, Y8, 0)                  \
	OUTY(B, Y9, 32)                 \
	ADDQ CX, SI

#define ONES \
	VPCMPEQW Y15, Y15, Y15 \
	VPSRLW $15, Y15, Y15

// func mulAVX4x1(b *block)
TEXT ·mulAVX4x1(SB), NOSPLIT, $0-8
	MOVQ b+0(FP), BX
	ONES

group:
	BEGIN
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7

loop:
	VMOVDQU (R8), Y8
	VMOVDQU 32(R8), Y9
	ROWY((SI), Y0, Y1)
	ROWY((SI)(CX*1), Y2, Y3)
	ROWY((SI)(CX*2), Y4, Y5)
	ROWY((SI)(DX*1), Y6, Y7)
	ADDQ $64, R8
	ADDQ $4, SI
	DECQ AX
	JNZ  loop

	RESULTS
	VMOVDQU (R12), Y8
	VMOVDQU 32(R12), Y9
	OUTY2(0, Y0, Y1)
	OUTY2(1, Y2, Y3)
	OUTY2(2, Y4, Y5)
	OUTY2(3, Y6, Y7)
	NEXT(2, group)
	VZEROUPPER
	RET

// func mulAVX1x1(b *block)
TEXT ·mulAVX1x1(SB), NOSPLIT, $0-8
	MOVQ b+0(FP), BX
	ONES

group:
	BEGIN
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1

loop:
	VMOVDQU (R8), Y8
	VMOVDQU 32(R8), Y9
	ROWY((SI), Y0, Y1)
	ADDQ $64, R8
	ADDQ $4, SI
	DECQ AX
	JNZ  loop

	RESULTS
	VMOVDQU (R12), Y8
	VMOVDQU 32(R12), Y9
	OUTY2(0, Y0, Y1)
	NEXT(0, group)
	VZEROUPPER
	RET
