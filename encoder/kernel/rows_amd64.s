//go:build amd64 && !purego

#include "textflag.h"

// Row operations, eight lanes of float32 at a time. Lengths are multiples of sixteen.

DATA consts<>+0(SB)/8, $0xc2ae0000c2ae0000
DATA consts<>+8(SB)/8, $0xc2ae0000c2ae0000
DATA consts<>+16(SB)/8, $0xc2ae0000c2ae0000
DATA consts<>+24(SB)/8, $0xc2ae0000c2ae0000
DATA consts<>+32(SB)/8, $0x42b0000042b00000
DATA consts<>+40(SB)/8, $0x42b0000042b00000
DATA consts<>+48(SB)/8, $0x42b0000042b00000
DATA consts<>+56(SB)/8, $0x42b0000042b00000
DATA consts<>+64(SB)/8, $0x3fb8aa3b3fb8aa3b
DATA consts<>+72(SB)/8, $0x3fb8aa3b3fb8aa3b
DATA consts<>+80(SB)/8, $0x3fb8aa3b3fb8aa3b
DATA consts<>+88(SB)/8, $0x3fb8aa3b3fb8aa3b
DATA consts<>+96(SB)/8, $0x4b4000004b400000
DATA consts<>+104(SB)/8, $0x4b4000004b400000
DATA consts<>+112(SB)/8, $0x4b4000004b400000
DATA consts<>+120(SB)/8, $0x4b4000004b400000
DATA consts<>+128(SB)/8, $0x3f3180003f318000
DATA consts<>+136(SB)/8, $0x3f3180003f318000
DATA consts<>+144(SB)/8, $0x3f3180003f318000
DATA consts<>+152(SB)/8, $0x3f3180003f318000
DATA consts<>+160(SB)/8, $0xb95e8083b95e8083
DATA consts<>+168(SB)/8, $0xb95e8083b95e8083
DATA consts<>+176(SB)/8, $0xb95e8083b95e8083
DATA consts<>+184(SB)/8, $0xb95e8083b95e8083
DATA consts<>+192(SB)/8, $0x3950696739506967
DATA consts<>+200(SB)/8, $0x3950696739506967
DATA consts<>+208(SB)/8, $0x3950696739506967
DATA consts<>+216(SB)/8, $0x3950696739506967
DATA consts<>+224(SB)/8, $0x3ab743ce3ab743ce
DATA consts<>+232(SB)/8, $0x3ab743ce3ab743ce
DATA consts<>+240(SB)/8, $0x3ab743ce3ab743ce
DATA consts<>+248(SB)/8, $0x3ab743ce3ab743ce
DATA consts<>+256(SB)/8, $0x3c0889083c088908
DATA consts<>+264(SB)/8, $0x3c0889083c088908
DATA consts<>+272(SB)/8, $0x3c0889083c088908
DATA consts<>+280(SB)/8, $0x3c0889083c088908
DATA consts<>+288(SB)/8, $0x3d2aa9c13d2aa9c1
DATA consts<>+296(SB)/8, $0x3d2aa9c13d2aa9c1
DATA consts<>+304(SB)/8, $0x3d2aa9c13d2aa9c1
DATA consts<>+312(SB)/8, $0x3d2aa9c13d2aa9c1
DATA consts<>+320(SB)/8, $0x3e2aaaaa3e2aaaaa
DATA consts<>+328(SB)/8, $0x3e2aaaaa3e2aaaaa
DATA consts<>+336(SB)/8, $0x3e2aaaaa3e2aaaaa
DATA consts<>+344(SB)/8, $0x3e2aaaaa3e2aaaaa
DATA consts<>+352(SB)/8, $0x3f0000003f000000
DATA consts<>+360(SB)/8, $0x3f0000003f000000
DATA consts<>+368(SB)/8, $0x3f0000003f000000
DATA consts<>+376(SB)/8, $0x3f0000003f000000
DATA consts<>+384(SB)/8, $0x3f8000003f800000
DATA consts<>+392(SB)/8, $0x3f8000003f800000
DATA consts<>+400(SB)/8, $0x3f8000003f800000
DATA consts<>+408(SB)/8, $0x3f8000003f800000
DATA consts<>+416(SB)/8, $0x3fcc422a3fcc422a
DATA consts<>+424(SB)/8, $0x3fcc422a3fcc422a
DATA consts<>+432(SB)/8, $0x3fcc422a3fcc422a
DATA consts<>+440(SB)/8, $0x3fcc422a3fcc422a
DATA consts<>+448(SB)/8, $0x3d3727133d372713
DATA consts<>+456(SB)/8, $0x3d3727133d372713
DATA consts<>+464(SB)/8, $0x3d3727133d372713
DATA consts<>+472(SB)/8, $0x3d3727133d372713
DATA consts<>+480(SB)/8, $0x42fe000042fe0000
DATA consts<>+488(SB)/8, $0x42fe000042fe0000
DATA consts<>+496(SB)/8, $0x42fe000042fe0000
DATA consts<>+504(SB)/8, $0x42fe000042fe0000
DATA consts<>+512(SB)/8, $0x2b8cbccc2b8cbccc
DATA consts<>+520(SB)/8, $0x2b8cbccc2b8cbccc
DATA consts<>+528(SB)/8, $0x2b8cbccc2b8cbccc
DATA consts<>+536(SB)/8, $0x2b8cbccc2b8cbccc
DATA consts<>+544(SB)/8, $0x8000000080000000
DATA consts<>+552(SB)/8, $0x8000000080000000
DATA consts<>+560(SB)/8, $0x8000000080000000
DATA consts<>+568(SB)/8, $0x8000000080000000
DATA consts<>+576(SB)/8, $0x7fffffff7fffffff
DATA consts<>+584(SB)/8, $0x7fffffff7fffffff
DATA consts<>+592(SB)/8, $0x7fffffff7fffffff
DATA consts<>+600(SB)/8, $0x7fffffff7fffffff
DATA consts<>+608(SB)/8, $0x0000007f0000007f
DATA consts<>+616(SB)/8, $0x0000007f0000007f
DATA consts<>+624(SB)/8, $0x0000007f0000007f
DATA consts<>+632(SB)/8, $0x0000007f0000007f
DATA consts<>+640(SB)/8, $0xffffff81ffffff81
DATA consts<>+648(SB)/8, $0xffffff81ffffff81
DATA consts<>+656(SB)/8, $0xffffff81ffffff81
DATA consts<>+664(SB)/8, $0xffffff81ffffff81
DATA consts<>+672(SB)/8, $0x000000ff000000ff
DATA consts<>+680(SB)/8, $0x000000ff000000ff
DATA consts<>+688(SB)/8, $0x000000ff000000ff
DATA consts<>+696(SB)/8, $0x000000ff000000ff
DATA consts<>+704(SB)/8, $0x02081cea02081cea
DATA consts<>+712(SB)/8, $0x02081cea02081cea
DATA consts<>+720(SB)/8, $0x02081cea02081cea
DATA consts<>+728(SB)/8, $0x02081cea02081cea
GLOBL consts<>(SB), RODATA|NOPTR, $736

#define EXPLOW consts<>+0(SB)
#define EXPHIGH consts<>+32(SB)
#define LOG2E consts<>+64(SB)
#define ROUNDER consts<>+96(SB)
#define LN2HIGH consts<>+128(SB)
#define LN2LOW consts<>+160(SB)
#define EXP0 consts<>+192(SB)
#define EXP1 consts<>+224(SB)
#define EXP2 consts<>+256(SB)
#define EXP3 consts<>+288(SB)
#define EXP4 consts<>+320(SB)
#define EXP5 consts<>+352(SB)
#define ONE consts<>+384(SB)
#define RATE consts<>+416(SB)
#define CUBE consts<>+448(SB)
#define LEVELS consts<>+480(SB)
#define EPSILON consts<>+512(SB)
#define SIGN consts<>+544(SB)
#define ABS consts<>+576(SB)
#define I127 consts<>+608(SB)
#define IM127 consts<>+640(SB)
#define BYTE consts<>+672(SB)
#define TINY consts<>+704(SB)

// Y9 to Y12 = exp(Y1 to Y4) with the operations of the plain exp, interleaved because each
// depends on the previous one. The power of two is added to the exponent. Arguments are at
// most expHigh; Y1 to Y8, Y13 and Y14 are clobbered.
#define EXPS4 \
	VMAXPS EXPLOW, Y1, Y1 \
	VMAXPS EXPLOW, Y2, Y2 \
	VMAXPS EXPLOW, Y3, Y3 \
	VMAXPS EXPLOW, Y4, Y4 \
	VMULPS LOG2E, Y1, Y5 \
	VMULPS LOG2E, Y2, Y6 \
	VMULPS LOG2E, Y3, Y7 \
	VMULPS LOG2E, Y4, Y8 \
	VADDPS ROUNDER, Y5, Y5 \
	VADDPS ROUNDER, Y6, Y6 \
	VADDPS ROUNDER, Y7, Y7 \
	VADDPS ROUNDER, Y8, Y8 \
	VSUBPS ROUNDER, Y5, Y9 \
	VSUBPS ROUNDER, Y6, Y10 \
	VSUBPS ROUNDER, Y7, Y11 \
	VSUBPS ROUNDER, Y8, Y12 \
	VPSLLD $23, Y5, Y5 \
	VPSLLD $23, Y6, Y6 \
	VPSLLD $23, Y7, Y7 \
	VPSLLD $23, Y8, Y8 \
	VMULPS LN2HIGH, Y9, Y13 \
	VMULPS LN2HIGH, Y10, Y14 \
	VSUBPS Y13, Y1, Y1 \
	VSUBPS Y14, Y2, Y2 \
	VMULPS LN2HIGH, Y11, Y13 \
	VMULPS LN2HIGH, Y12, Y14 \
	VSUBPS Y13, Y3, Y3 \
	VSUBPS Y14, Y4, Y4 \
	VMULPS LN2LOW, Y9, Y13 \
	VMULPS LN2LOW, Y10, Y14 \
	VSUBPS Y13, Y1, Y1 \
	VSUBPS Y14, Y2, Y2 \
	VMULPS LN2LOW, Y11, Y13 \
	VMULPS LN2LOW, Y12, Y14 \
	VSUBPS Y13, Y3, Y3 \
	VSUBPS Y14, Y4, Y4 \
	VMULPS EXP0, Y1, Y9 \
	VMULPS EXP0, Y2, Y10 \
	VMULPS EXP0, Y3, Y11 \
	VMULPS EXP0, Y4, Y12 \
	VADDPS EXP1, Y9, Y9 \
	VADDPS EXP1, Y10, Y10 \
	VADDPS EXP1, Y11, Y11 \
	VADDPS EXP1, Y12, Y12 \
	VMULPS Y1, Y9, Y9 \
	VMULPS Y2, Y10, Y10 \
	VMULPS Y3, Y11, Y11 \
	VMULPS Y4, Y12, Y12 \
	VADDPS EXP2, Y9, Y9 \
	VADDPS EXP2, Y10, Y10 \
	VADDPS EXP2, Y11, Y11 \
	VADDPS EXP2, Y12, Y12 \
	VMULPS Y1, Y9, Y9 \
	VMULPS Y2, Y10, Y10 \
	VMULPS Y3, Y11, Y11 \
	VMULPS Y4, Y12, Y12 \
	VADDPS EXP3, Y9, Y9 \
	VADDPS EXP3, Y10, Y10 \
	VADDPS EXP3, Y11, Y11 \
	VADDPS EXP3, Y12, Y12 \
	VMULPS Y1, Y9, Y9 \
	VMULPS Y2, Y10, Y10 \
	VMULPS Y3, Y11, Y11 \
	VMULPS Y4, Y12, Y12 \
	VADDPS EXP4, Y9, Y9 \
	VADDPS EXP4, Y10, Y10 \
	VADDPS EXP4, Y11, Y11 \
	VADDPS EXP4, Y12, Y12 \
	VMULPS Y1, Y9, Y9 \
	VMULPS Y2, Y10, Y10 \
	VMULPS Y3, Y11, Y11 \
	VMULPS Y4, Y12, Y12 \
	VADDPS EXP5, Y9, Y9 \
	VADDPS EXP5, Y10, Y10 \
	VADDPS EXP5, Y11, Y11 \
	VADDPS EXP5, Y12, Y12 \
	VMULPS Y1, Y1, Y13 \
	VMULPS Y2, Y2, Y14 \
	VMULPS Y13, Y9, Y9 \
	VMULPS Y14, Y10, Y10 \
	VMULPS Y3, Y3, Y13 \
	VMULPS Y4, Y4, Y14 \
	VMULPS Y13, Y11, Y11 \
	VMULPS Y14, Y12, Y12 \
	VADDPS Y1, Y9, Y9 \
	VADDPS Y2, Y10, Y10 \
	VADDPS Y3, Y11, Y11 \
	VADDPS Y4, Y12, Y12 \
	VADDPS ONE, Y9, Y9 \
	VADDPS ONE, Y10, Y10 \
	VADDPS ONE, Y11, Y11 \
	VADDPS ONE, Y12, Y12 \
	VPADDD Y5, Y9, Y9 \
	VPADDD Y6, Y10, Y10 \
	VPADDD Y7, Y11, Y11 \
	VPADDD Y8, Y12, Y12

// A = the argument of the exponential for the value V; A and V must differ.
#define ARGUMENT(V, A) \
	VMULPS V, V, A          \
	VMULPS V, A, A          \
	VMULPS CUBE, A, A       \
	VADDPS V, A, A          \
	VMULPS RATE, A, A       \
	VXORPS SIGN, A, A       \
	VMINPS EXPHIGH, A, A

// Divides the value at OFF(SI) by E plus one.
#define SIGMOID(E, OFF, V) \
	VADDPS ONE, E, E        \
	VMOVUPS OFF(SI), V      \
	VDIVPS E, V, V          \
	VMOVUPS V, OFF(SI)

// func geluAVX(x *float32, n int)
TEXT ·geluAVX(SB), NOSPLIT, $0-16
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX

four:
	SUBQ $32, CX
	JLT  rest
	VMOVUPS (SI), Y5
	VMOVUPS 32(SI), Y6
	VMOVUPS 64(SI), Y7
	VMOVUPS 96(SI), Y8
	ARGUMENT(Y5, Y1)
	ARGUMENT(Y6, Y2)
	ARGUMENT(Y7, Y3)
	ARGUMENT(Y8, Y4)
	EXPS4
	SIGMOID(Y9, 0, Y1)
	SIGMOID(Y10, 32, Y2)
	SIGMOID(Y11, 64, Y3)
	SIGMOID(Y12, 96, Y4)
	ADDQ $128, SI
	JMP  four

rest:
	ADDQ $32, CX
	JZ   done
	VMOVUPS (SI), Y5
	VMOVUPS 32(SI), Y6
	ARGUMENT(Y5, Y1)
	ARGUMENT(Y6, Y2)
	EXPS4 // the other two are not used
	SIGMOID(Y9, 0, Y1)
	SIGMOID(Y10, 32, Y2)

done:
	VZEROUPPER
	RET

// func addAVX(x, y *float32, n int)
TEXT ·addAVX(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), SI
	MOVQ y+8(FP), DI
	MOVQ n+16(FP), CX

loop:
	VMOVUPS (SI), Y0
	VMOVUPS 32(SI), Y1
	VADDPS (DI), Y0, Y0
	VADDPS 32(DI), Y1, Y1
	VMOVUPS Y0, (SI)
	VMOVUPS Y1, 32(SI)
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  loop
	VZEROUPPER
	RET

// X0 = the sum of the sixteen lanes in Y0 and Y1, as a tree.
#define TOTAL \
	VADDPS Y1, Y0, Y0         \
	VEXTRACTF128 $1, Y0, X1   \
	VADDPS X1, X0, X0         \
	VMOVHLPS X0, X0, X1       \
	VADDPS X1, X0, X0         \
	VMOVSHDUP X0, X1          \
	VADDSS X1, X0, X0

// func normAVX(x, y *float32, n, rows int, weight, bias *float32)
TEXT ·normAVX(SB), NOSPLIT, $0-48
	MOVQ x+0(FP), SI
	MOVQ y+8(FP), R10
	MOVQ n+16(FP), CX
	MOVQ rows+24(FP), R11
	MOVQ weight+32(FP), R12
	MOVQ bias+40(FP), R13
	VXORPS X5, X5, X5
	VCVTSI2SSQ CX, X5, X5

row:
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	MOVQ SI, DI
	MOVQ CX, DX

sum:
	VMOVUPS (DI), Y2
	VMOVUPS 32(DI), Y3
	VADDPS (R10), Y2, Y2
	VADDPS 32(R10), Y3, Y3
	VMOVUPS Y2, (DI)
	VMOVUPS Y3, 32(DI)
	VADDPS Y2, Y0, Y0
	VADDPS Y3, Y1, Y1
	ADDQ $64, DI
	ADDQ $64, R10
	SUBQ $16, DX
	JNZ  sum
	TOTAL
	VDIVSS X5, X0, X0
	VBROADCASTSS X0, Y4
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	MOVQ SI, DI
	MOVQ CX, DX

squares:
	VMOVUPS (DI), Y2
	VMOVUPS 32(DI), Y3
	VSUBPS Y4, Y2, Y2
	VSUBPS Y4, Y3, Y3
	VMULPS Y2, Y2, Y2
	VMULPS Y3, Y3, Y3
	VADDPS Y2, Y0, Y0
	VADDPS Y3, Y1, Y1
	ADDQ $64, DI
	SUBQ $16, DX
	JNZ  squares
	TOTAL
	VDIVSS X5, X0, X0
	VADDSS EPSILON, X0, X0
	VSQRTSS X0, X0, X0
	VMOVSS ONE, X1
	VDIVSS X0, X1, X0
	VBROADCASTSS X0, Y6
	MOVQ R12, R8
	MOVQ R13, R9
	MOVQ CX, DX

scale:
	VMOVUPS (SI), Y0
	VMOVUPS 32(SI), Y1
	VSUBPS Y4, Y0, Y0
	VSUBPS Y4, Y1, Y1
	VMULPS Y6, Y0, Y0
	VMULPS Y6, Y1, Y1
	VMULPS (R8), Y0, Y0
	VMULPS 32(R8), Y1, Y1
	VADDPS (R9), Y0, Y0
	VADDPS 32(R9), Y1, Y1
	VMOVUPS Y0, (SI)
	VMOVUPS Y1, 32(SI)
	ADDQ $64, SI
	ADDQ $64, R8
	ADDQ $64, R9
	SUBQ $16, DX
	JNZ  scale
	DECQ R11
	JNZ  row
	VZEROUPPER
	RET

// func dotAVX(x, y *float32, n int) float32
TEXT ·dotAVX(SB), NOSPLIT, $0-28
	MOVQ x+0(FP), SI
	MOVQ y+8(FP), DI
	MOVQ n+16(FP), CX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1

loop:
	VMOVUPS (SI), Y2
	VMOVUPS 32(SI), Y3
	VMULPS (DI), Y2, Y2
	VMULPS 32(DI), Y3, Y3
	VADDPS Y2, Y0, Y0
	VADDPS Y3, Y1, Y1
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  loop
	TOTAL
	VMOVSS X0, ret+24(FP)
	VZEROUPPER
	RET

// X = the sixteen integers of A and B as words.
#define WORDS(A, B, XA, XB, T) \
	VEXTRACTI128 $1, A, T   \
	VPACKSSDW T, XA, XA     \
	VEXTRACTI128 $1, B, T   \
	VPACKSSDW T, XB, XB

// X0 = the sum of the eight integers in Y0.
#define TOTALINT \
	VEXTRACTI128 $1, Y0, X1 \
	VPADDD X1, X0, X0       \
	VPSHUFD $0x4e, X0, X1   \
	VPADDD X1, X0, X0       \
	VPSHUFD $0xb1, X0, X1   \
	VPADDD X1, X0, X0

// A = A times Y1, rounded to integers, which are added to Y0.
#define SHARES(A) \
	VMULPS Y1, A, A         \
	VCVTPS2DQ A, A          \
	VPADDD A, Y0, Y0

// func sharesAVX(dst *uint8, x *float32, n int) int32
TEXT ·sharesAVX(SB), NOSPLIT, $0-28
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	VMOVUPS (SI), Y0
	VMOVUPS Y0, Y1
	MOVQ SI, R8
	MOVQ CX, DX

top:
	VMAXPS (R8), Y0, Y0
	VMAXPS 32(R8), Y1, Y1
	ADDQ $64, R8
	SUBQ $16, DX
	JNZ  top
	VMAXPS Y1, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS X1, X0, X0
	VMOVHLPS X0, X0, X1
	VMAXPS X1, X0, X0
	VMOVSHDUP X0, X1
	VMAXSS X1, X0, X0
	VBROADCASTSS X0, Y15
	VPXOR Y0, Y0, Y0

four:
	SUBQ $32, CX
	JLT  rest
	VMOVUPS (SI), Y1
	VMOVUPS 32(SI), Y2
	VMOVUPS 64(SI), Y3
	VMOVUPS 96(SI), Y4
	VSUBPS Y15, Y1, Y1
	VSUBPS Y15, Y2, Y2
	VSUBPS Y15, Y3, Y3
	VSUBPS Y15, Y4, Y4
	EXPS4
	VMOVUPS LEVELS, Y1
	SHARES(Y9)
	SHARES(Y10)
	SHARES(Y11)
	SHARES(Y12)
	WORDS(Y9, Y10, X9, X10, X3)
	WORDS(Y11, Y12, X11, X12, X3)
	VPACKUSWB X10, X9, X9
	VPACKUSWB X12, X11, X11
	VMOVDQU X9, (DI)
	VMOVDQU X11, 16(DI)
	ADDQ $128, SI
	ADDQ $32, DI
	JMP  four

rest:
	ADDQ $32, CX
	JZ   done

	VMOVUPS (SI), Y1
	VMOVUPS 32(SI), Y2
	VSUBPS Y15, Y1, Y1
	VSUBPS Y15, Y2, Y2
	EXPS4 // the other two are not used
	VMOVUPS LEVELS, Y1
	SHARES(Y9)
	SHARES(Y10)
	WORDS(Y9, Y10, X9, X10, X3)
	VPACKUSWB X10, X9, X9
	VMOVDQU X9, (DI)

done:
	TOTALINT
	VMOVD X0, AX
	MOVL AX, ret+24(FP)
	VZEROUPPER
	RET

// X2 = the step X2, or one if it is tiny; Y4 = its inverse, in all lanes.
#define STEP \
	VCMPSS $1, TINY, X2, X3         \
	VBLENDVPS X3, ONE, X2, X2       \
	VMOVSS ONE, X4                  \
	VDIVSS X2, X4, X4               \
	VBROADCASTSS X4, Y4

// func quantiseAVX(dst *uint8, x *float32, stride, rows, width int, step *float32, zero *int32)
TEXT ·quantiseAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ stride+16(FP), R8
	MOVQ rows+24(FP), R9
	MOVQ width+32(FP), CX
	MOVQ step+40(FP), R10
	MOVQ zero+48(FP), R11
	VMOVDQU I127, Y6

row:
	// X0 and X1 are the least and the greatest of the row, including zero.
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y7, Y7, Y7
	VXORPS Y8, Y8, Y8
	MOVQ SI, R12
	MOVQ CX, DX

range:
	VMOVUPS (R12), Y2
	VMOVUPS 32(R12), Y3
	VMINPS Y2, Y0, Y0
	VMAXPS Y2, Y1, Y1
	VMINPS Y3, Y7, Y7
	VMAXPS Y3, Y8, Y8
	ADDQ $64, R12
	SUBQ $16, DX
	JNZ  range
	VMINPS Y7, Y0, Y0
	VMAXPS Y8, Y1, Y1
	VEXTRACTF128 $1, Y0, X2
	VEXTRACTF128 $1, Y1, X3
	VMINPS X2, X0, X0
	VMAXPS X3, X1, X1
	VMOVHLPS X0, X0, X2
	VMOVHLPS X1, X1, X3
	VMINPS X2, X0, X0
	VMAXPS X3, X1, X1
	VMOVSHDUP X0, X2
	VMOVSHDUP X1, X3
	VMINSS X2, X0, X0
	VMAXSS X3, X1, X1
	VSUBSS X0, X1, X2
	VDIVSS LEVELS, X2, X2
	STEP
	VMOVSS X2, (R10)
	VXORPS SIGN, X0, X0
	VDIVSS X2, X0, X0
	VCVTPS2DQ X0, X0
	VMOVD X0, (R11)
	VPBROADCASTD X0, Y5
	MOVQ SI, R12
	MOVQ CX, DX

loop:
	VMULPS (R12), Y4, Y0
	VMULPS 32(R12), Y4, Y1
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VPADDD Y5, Y0, Y0
	VPADDD Y5, Y1, Y1
	VPMINSD Y6, Y0, Y0
	VPMINSD Y6, Y1, Y1
	WORDS(Y0, Y1, X0, X1, X2)
	VPACKUSWB X1, X0, X0
	VMOVDQU X0, (DI)
	ADDQ $64, R12
	ADDQ $16, DI
	SUBQ $16, DX
	JNZ  loop
	ADDQ R8, SI
	ADDQ $4, R10
	ADDQ $4, R11
	DECQ R9
	JNZ  row
	VZEROUPPER
	RET

// func packKeysAVX(dst *int8, x *float32, stride, rows, width int, scale *float32, sum *int32, factor float32)
TEXT ·packKeysAVX(SB), NOSPLIT, $0-60
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ stride+16(FP), R8
	MOVQ rows+24(FP), R9
	MOVQ width+32(FP), CX
	MOVQ scale+40(FP), R10
	MOVQ sum+48(FP), R11
	VMOVSS factor+56(FP), X8
	VMOVUPS ABS, Y5
	VMOVDQU I127, Y6
	VMOVDQU IM127, Y7
	MOVQ CX, AX
	SHLQ $4, AX
	SUBQ $64, AX // from the end of a panel's first four inputs to the next panel
	MOVQ $16, BX // keys left in the panel

row:
	// X2 is the greatest magnitude in the row.
	VXORPS Y2, Y2, Y2
	MOVQ SI, R12
	MOVQ CX, DX

top:
	VANDPS (R12), Y5, Y0
	VANDPS 32(R12), Y5, Y1
	VMAXPS Y0, Y2, Y2
	VMAXPS Y1, Y2, Y2
	ADDQ $64, R12
	SUBQ $16, DX
	JNZ  top
	VEXTRACTF128 $1, Y2, X0
	VMAXPS X0, X2, X2
	VMOVHLPS X2, X2, X0
	VMAXPS X0, X2, X2
	VMOVSHDUP X2, X0
	VMAXSS X0, X2, X2
	VDIVSS LEVELS, X2, X2
	STEP
	VMULSS X8, X2, X2
	VMOVSS X2, (R10)
	VPXOR Y0, Y0, Y0
	MOVQ SI, R12
	MOVQ DI, R13
	MOVQ CX, DX

loop:
	VMULPS (R12), Y4, Y1
	VMULPS 32(R12), Y4, Y2
	VCVTPS2DQ Y1, Y1
	VCVTPS2DQ Y2, Y2
	VPMINSD Y6, Y1, Y1
	VPMINSD Y6, Y2, Y2
	VPMAXSD Y7, Y1, Y1
	VPMAXSD Y7, Y2, Y2
	VPADDD Y1, Y0, Y0
	VPADDD Y2, Y0, Y0
	WORDS(Y1, Y2, X1, X2, X3)
	VPACKSSWB X2, X1, X1
	VMOVD X1, (R13)
	VPEXTRD $1, X1, 64(R13)
	VPEXTRD $2, X1, 128(R13)
	VPEXTRD $3, X1, 192(R13)
	ADDQ $64, R12
	ADDQ $256, R13
	SUBQ $16, DX
	JNZ  loop
	TOTALINT
	VMOVD X0, (R11)
	ADDQ R8, SI
	ADDQ $4, DI
	ADDQ $4, R10
	ADDQ $4, R11
	DECQ BX
	JNZ  same
	MOVQ $16, BX
	ADDQ AX, DI

same:
	DECQ R9
	JNZ  row
	VZEROUPPER
	RET

// func columnMaxAVX(top, x *float32, width, stride, rows int)
TEXT ·columnMaxAVX(SB), NOSPLIT, $0-40
	MOVQ top+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ width+16(FP), CX
	MOVQ stride+24(FP), R8
	MOVQ rows+32(FP), R9
	VMOVUPS ABS, Y4

panel:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	MOVQ SI, R10
	MOVQ R9, DX

row:
	VANDPS (R10), Y4, Y2
	VANDPS 32(R10), Y4, Y3
	VMAXPS Y2, Y0, Y0
	VMAXPS Y3, Y1, Y1
	ADDQ R8, R10
	DECQ DX
	JNZ  row
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	ADDQ $64, DI
	ADDQ $64, SI
	SUBQ $16, CX
	JNZ  panel
	VZEROUPPER
	RET

// R = the eight values at AT times S, rounded to bytes in the low bits of each lane.
#define BYTES(AT, S, R) \
	VMULPS AT, S, R         \
	VCVTPS2DQ R, R          \
	VPMINSD Y6, R, R        \
	VPMAXSD Y7, R, R        \
	VPAND Y5, R, R

// Eight columns of four rows, with the bytes of a column adjacent.
#define FOUR(OFF, S) \
	BYTES(OFF(R10), S, Y0)          \
	BYTES(OFF(R10)(R8*1), S, Y1)    \
	BYTES(OFF(R10)(R8*2), S, Y2)    \
	BYTES(OFF(R10)(R11*1), S, Y3)   \
	VPSLLD $8, Y1, Y1               \
	VPSLLD $16, Y2, Y2              \
	VPSLLD $24, Y3, Y3              \
	VPOR Y1, Y0, Y0                 \
	VPOR Y3, Y2, Y2                 \
	VPOR Y2, Y0, Y0                 \
	VMOVDQU Y0, OFF(R12)

// func packValuesAVX(dst *int8, inverse, x *float32, width, stride, rows, panelSize int)
TEXT ·packValuesAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ inverse+8(FP), R13
	MOVQ x+16(FP), SI
	MOVQ width+24(FP), CX
	MOVQ stride+32(FP), R8
	MOVQ rows+40(FP), R9
	MOVQ panelSize+48(FP), BX
	LEAQ (R8)(R8*2), R11
	VMOVDQU BYTE, Y5
	VMOVDQU I127, Y6
	VMOVDQU IM127, Y7

panel:
	VMOVUPS (R13), Y8
	VMOVUPS 32(R13), Y9
	MOVQ SI, R10
	MOVQ DI, R12
	MOVQ R9, DX

row:
	FOUR(0, Y8)
	FOUR(32, Y9)
	LEAQ (R10)(R8*4), R10
	ADDQ $64, R12
	SUBQ $4, DX
	JNZ  row
	ADDQ $64, R13
	ADDQ $64, SI
	ADDQ BX, DI
	SUBQ $16, CX
	JNZ  panel
	VZEROUPPER
	RET
