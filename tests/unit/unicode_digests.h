/* Made by tests/tools/unicode_digests.py on CPython 3.14. */
#define DIGEST_KINDS 0x57b476ed3f72f45eull
#define DIGEST_LOWER 0xbeafea9a2034f7f2ull
#define DIGEST_UPPER 0xf814df2d7e9673fdull
#define DIGEST_TITLE 0xa5505baeb5b65c55ull
#define DIGEST_FOLD 0xb207063e345ae758ull
#define DIGEST_SWAP 0x65dffde10260dd20ull
#define DIGEST_SIMPLE_LOWER 0x760a45dd4c5b52f2ull
#define DIGEST_NUMBERS 0x4032cc2d6e67fed8ull
#define DIGEST_NFC 0x1738fb24b63cd04eull
#define DIGEST_NFD 0x4d1a1c124048f0e0ull
#define DIGEST_NFKC 0x6210186ad7667eeaull
#define DIGEST_NFKD 0x8876a10acf897001ull
#define DIGEST_UTF8 0x664d6402051d6cf4ull
