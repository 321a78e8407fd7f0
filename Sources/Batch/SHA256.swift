import CCrypto

/// The SHA-256 of bytes (FIPS 180-4 §6.2), as 64 hexadecimal digits.
func sha256(_ bytes: [UInt8]) -> String {
    let digest = [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { digest, count in
        SHA256(bytes, bytes.count, digest.baseAddress)
        count = digest.count
    }
    return digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}
