package dev.rollcall.delivery.ssf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** A key pair for RS256 (RFC 7518 section 3.3), which signs tokens. */
record RsaKey(KeyPair pair) {

    private static final String RSA = "RSA";
    private static final int BITS = 2_048;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static RsaKey make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(RSA);
            generator.initialize(BITS);
            return new RsaKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + RSA, e);
        }
    }

    /** The private half, to be sealed (PKCS #8). */
    byte[] encoded() {
        return pair.getPrivate().getEncoded();
    }

    static PrivateKey read(byte[] encoded) {
        try {
            return KeyFactory.getInstance(RSA).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key for tokens cannot be read", e);
        }
    }

    /** The public half (RFC 7518 section 6.3.1). */
    ObjectNode open(UUID id) {
        RSAPublicKey open = (RSAPublicKey) pair.getPublic();
        return JsonNodeFactory.instance
                .objectNode()
                .put("kty", RSA)
                .put("kid", id.toString())
                .put("use", "sig")
                .put("alg", "RS256")
                .put("n", whole(open.getModulus()))
                .put("e", whole(open.getPublicExponent()));
    }

    /** Without a sign: a first byte of zeros is none of the number. */
    private static String whole(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    /** A token in compact form. */
    static String sign(PrivateKey key, UUID id, ObjectNode claims) {
        ObjectNode header = JsonNodeFactory.instance
                .objectNode()
                .put("alg", "RS256")
                .put("typ", "secevent+jwt")
                .put("kid", id.toString());
        String content = text(header) + "." + text(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
    }

    private static String text(ObjectNode json) {
        return BASE64.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
