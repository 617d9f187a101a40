// The few functions of OpenSSL's libcrypto that Minuted calls. The library is loaded when the first of them is called
// and not when the program starts: most calls of `minutectl` need none, and loading takes longer than they do.
// A program that cannot load it says so and aborts.
#ifndef CCRYPTO_H
#define CCRYPTO_H
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// SHA-256 of `count` bytes.
void ccrypto_sha256(const void *bytes, size_t count, uint8_t *digest);

void ccrypto_sha256_begin(SHA256_CTX *state);
void ccrypto_sha256_update(SHA256_CTX *state, const void *bytes, size_t count);
/// Ends the calculation; `state` cannot be used afterwards.
void ccrypto_sha256_end(SHA256_CTX *state, uint8_t *digest);

/// An Ed25519 key of 32 bytes (RFC 8032). NULL if there is no memory.
void *ccrypto_ed25519_private(const uint8_t *seed);
void *ccrypto_ed25519_public(const uint8_t *key);
void ccrypto_ed25519_free(void *key);
/// The 32 bytes of the public key.
bool ccrypto_ed25519_public_bytes(void *key, uint8_t *bytes);
/// Makes a signature of 64 bytes.
bool ccrypto_ed25519_sign(void *key, const void *message, size_t count, uint8_t *signature);
bool ccrypto_ed25519_verify(void *key, const void *message, size_t count, const uint8_t *signature);

/// Encrypts `count` bytes with ChaCha20-Poly1305 (RFC 8439): a key of 32 bytes, a nonce of 12, a tag of 16.
bool ccrypto_chacha_seal(
    const uint8_t *key, const uint8_t *nonce, const void *context, size_t context_count, const void *plaintext,
    size_t count, uint8_t *ciphertext, uint8_t *tag);
/// Decrypts; false if the tag does not fit.
bool ccrypto_chacha_open(
    const uint8_t *key, const uint8_t *nonce, const void *context, size_t context_count, const void *ciphertext,
    size_t count, const uint8_t *tag, uint8_t *plaintext);
#endif
