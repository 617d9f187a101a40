#include "CCrypto.h"
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

// The low-level SHA256 functions are deprecated, but their state needs no memory of its own, and EVP is slower over a
// node of the tree (ARCHITECTURE.md, Libraries).
#define FUNCTIONS(F) \
    F(OPENSSL_init_crypto) \
    F(SHA256_Init) F(SHA256_Update) F(SHA256_Final) \
    F(EVP_PKEY_new_raw_private_key) F(EVP_PKEY_new_raw_public_key) F(EVP_PKEY_get_raw_public_key) F(EVP_PKEY_free) \
    F(EVP_MD_CTX_new) F(EVP_MD_CTX_free) \
    F(EVP_DigestSignInit) F(EVP_DigestSign) F(EVP_DigestVerifyInit) F(EVP_DigestVerify) \
    F(EVP_CIPHER_CTX_new) F(EVP_CIPHER_CTX_free) F(EVP_CIPHER_CTX_ctrl) F(EVP_chacha20_poly1305) \
    F(EVP_EncryptInit_ex) F(EVP_EncryptUpdate) F(EVP_EncryptFinal_ex) \
    F(EVP_DecryptInit_ex) F(EVP_DecryptUpdate) F(EVP_DecryptFinal_ex)

static struct {
#define F(name) __typeof__(name) *name;
    FUNCTIONS(F)
#undef F
} crypto;

static pthread_once_t once = PTHREAD_ONCE_INIT;

#define TEXT(value) #value
#define LIBRARY(version) "libcrypto.so." TEXT(version)

// Ends the process as minuted(8) documents: without files or memory a later start may succeed, without OpenSSL none.
static _Noreturn void unavailable(int error) {
    bool isPassing = error == EMFILE || error == ENFILE || error == ENOMEM || error == EIO;
    fprintf(stderr, "Cannot load OpenSSL: %s. %s\n", dlerror(),
        isPassing ? "Try again when the system has files and memory to spare." : "Install the package libssl3.");
    _exit(isPassing ? EX_IOERR : EX_UNAVAILABLE);
}

static void load(void) {
    errno = 0;
    void *library = dlopen(LIBRARY(OPENSSL_SHLIB_VERSION), RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) unavailable(errno);
#define F(name) \
    if ((crypto.name = (__typeof__(name) *)dlsym(library, #name)) == NULL) { \
        fprintf(stderr, "OpenSSL's libcrypto has no " #name ": %s\n", dlerror()); \
        abort(); \
    }
    FUNCTIONS(F)
#undef F
    // Neither the machine's openssl.cnf nor work at exit: what is needed here is always the same.
    crypto.OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, NULL);
}

void ccrypto_sha256_begin(SHA256_CTX *state) {
    pthread_once(&once, load);
    crypto.SHA256_Init(state);
}

void ccrypto_sha256_update(SHA256_CTX *state, const void *bytes, size_t count) {
    if (count > 0) crypto.SHA256_Update(state, bytes, count);
}

void ccrypto_sha256_end(SHA256_CTX *state, uint8_t *digest) { crypto.SHA256_Final(digest, state); }

void ccrypto_sha256(const void *bytes, size_t count, uint8_t *digest) {
    SHA256_CTX state;
    ccrypto_sha256_begin(&state);
    ccrypto_sha256_update(&state, bytes, count);
    ccrypto_sha256_end(&state, digest);
}

void *ccrypto_ed25519_private(const uint8_t *seed) {
    pthread_once(&once, load);
    return crypto.EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, 32);
}

void *ccrypto_ed25519_public(const uint8_t *key) {
    pthread_once(&once, load);
    return crypto.EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, 32);
}

void ccrypto_ed25519_free(void *key) { crypto.EVP_PKEY_free(key); }

bool ccrypto_ed25519_public_bytes(void *key, uint8_t *bytes) {
    size_t count = 32;
    return crypto.EVP_PKEY_get_raw_public_key(key, bytes, &count) == 1 && count == 32;
}

bool ccrypto_ed25519_sign(void *key, const void *message, size_t count, uint8_t *signature) {
    EVP_MD_CTX *context = crypto.EVP_MD_CTX_new();
    size_t length = 64;
    bool done = context != NULL && crypto.EVP_DigestSignInit(context, NULL, NULL, NULL, key) == 1
        && crypto.EVP_DigestSign(context, signature, &length, message, count) == 1 && length == 64;
    crypto.EVP_MD_CTX_free(context);
    return done;
}

bool ccrypto_ed25519_verify(void *key, const void *message, size_t count, const uint8_t *signature) {
    EVP_MD_CTX *context = crypto.EVP_MD_CTX_new();
    bool holds = context != NULL && crypto.EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1
        && crypto.EVP_DigestVerify(context, signature, 64, message, count) == 1;
    crypto.EVP_MD_CTX_free(context);
    return holds;
}

bool ccrypto_chacha_seal(
    const uint8_t *key, const uint8_t *nonce, const void *context, size_t context_count, const void *plaintext,
    size_t count, uint8_t *ciphertext, uint8_t *tag) {
    pthread_once(&once, load);
    if (count > INT_MAX || context_count > INT_MAX) return false;
    EVP_CIPHER_CTX *cipher = crypto.EVP_CIPHER_CTX_new();
    int written = 0, ended = 0;
    bool done = cipher != NULL
        && crypto.EVP_EncryptInit_ex(cipher, crypto.EVP_chacha20_poly1305(), NULL, key, nonce) == 1
        && crypto.EVP_EncryptUpdate(cipher, NULL, &written, context, (int)context_count) == 1
        && crypto.EVP_EncryptUpdate(cipher, ciphertext, &written, plaintext, (int)count) == 1
        && crypto.EVP_EncryptFinal_ex(cipher, ciphertext + written, &ended) == 1
        && (size_t)written + (size_t)ended == count
        && crypto.EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, 16, tag) == 1;
    crypto.EVP_CIPHER_CTX_free(cipher);
    return done;
}

bool ccrypto_chacha_open(
    const uint8_t *key, const uint8_t *nonce, const void *context, size_t context_count, const void *ciphertext,
    size_t count, const uint8_t *tag, uint8_t *plaintext) {
    pthread_once(&once, load);
    if (count > INT_MAX || context_count > INT_MAX) return false;
    EVP_CIPHER_CTX *cipher = crypto.EVP_CIPHER_CTX_new();
    int written = 0, ended = 0;
    bool done = cipher != NULL
        && crypto.EVP_DecryptInit_ex(cipher, crypto.EVP_chacha20_poly1305(), NULL, key, nonce) == 1
        && crypto.EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, 16, (void *)tag) == 1
        && crypto.EVP_DecryptUpdate(cipher, NULL, &written, context, (int)context_count) == 1
        && crypto.EVP_DecryptUpdate(cipher, plaintext, &written, ciphertext, (int)count) == 1
        && crypto.EVP_DecryptFinal_ex(cipher, plaintext + written, &ended) == 1
        && (size_t)written + (size_t)ended == count;
    crypto.EVP_CIPHER_CTX_free(cipher);
    return done;
}
