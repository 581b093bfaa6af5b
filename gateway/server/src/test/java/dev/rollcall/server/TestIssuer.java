package dev.rollcall.server;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An issuer of JWTs with its keys behind a real HTTP server on loopback, signing with the JDK and nothing of ours. */
public final class TestIssuer implements AfterAllCallback {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Bits of the curve of each algorithm (RFC 7518 section 3.4). */
    private static final Map<String, Integer> CURVES = Map.of("ES256", 256, "ES384", 384, "ES512", 521);

    private final HttpServer server;
    private final AtomicInteger fetched = new AtomicInteger();
    private volatile int status = 200;
    private volatile List<JsonObject> published;

    /** One of its keys. */
    public record TestKey(String id, String algorithm, KeyPair pair) {

        public static TestKey rsa(String id) {
            return of(id, "RS256");
        }

        public static TestKey ec(String id) {
            return of(id, "ES256");
        }

        /** A new key for signatures with this algorithm. */
        public static TestKey of(String id, String algorithm) {
            try {
                return new TestKey(id, algorithm, generator(algorithm).generateKeyPair());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static KeyPairGenerator generator(String algorithm) throws GeneralSecurityException {
            KeyPairGenerator generator;
            if (algorithm.startsWith("ES")) {
                generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp" + CURVES.get(algorithm) + "r1"));
            } else if (algorithm.equals("EdDSA")) {
                generator = KeyPairGenerator.getInstance("Ed25519");
            } else {
                generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2_048);
            }
            return generator;
        }

        /** The same key, for a signature with another algorithm. */
        public TestKey with(String other) {
            return new TestKey(id, other, pair);
        }

        /** As a JWK without {@code alg}, as Entra publishes it. */
        public JsonObject jwk() {
            JsonObject jwk = new JsonObject().put("kid", id).put("use", "sig");
            if (pair.getPublic() instanceof RSAPublicKey rsa) {
                return jwk.put("kty", "RSA")
                        .put("n", number(rsa.getModulus(), 256))
                        .put("e", number(rsa.getPublicExponent(), 3));
            }
            if (pair.getPublic() instanceof EdECPublicKey ed) {
                byte[] x = Base64.getUrlDecoder().decode(number(ed.getPoint().getY(), 32));
                byte[] reversed = new byte[x.length];
                for (int i = 0; i < x.length; i++) {
                    reversed[i] = x[x.length - 1 - i];
                }
                reversed[31] |= (byte) (ed.getPoint().isXOdd() ? 0x80 : 0);
                return jwk.put("kty", "OKP").put("crv", "Ed25519").put("x", BASE64.encodeToString(reversed));
            }
            ECPublicKey ec = (ECPublicKey) pair.getPublic();
            int bits = CURVES.get(algorithm);
            return jwk.put("kty", "EC")
                    .put("crv", "P-" + bits)
                    .put("x", number(ec.getW().getAffineX(), (bits + 7) / 8))
                    .put("y", number(ec.getW().getAffineY(), (bits + 7) / 8));
        }

        private static String number(BigInteger value, int bytes) {
            byte[] all = value.toByteArray();
            byte[] exact = new byte[bytes];
            int length = Math.min(all.length, bytes);
            System.arraycopy(all, all.length - length, exact, bytes - length, length);
            return BASE64.encodeToString(exact);
        }

        /** A token with these claims, signed. */
        public String sign(JsonObject claims) {
            String input = encode(new JsonObject()
                            .put("alg", algorithm)
                            .put("typ", "JWT")
                            .put("kid", id)) + "." + encode(claims);
            return input + "." + BASE64.encodeToString(signature(pair.getPrivate(), input));
        }

        private byte[] signature(PrivateKey key, String input) {
            try {
                Signature signature = signatures();
                signature.initSign(key);
                signature.update(input.getBytes(StandardCharsets.US_ASCII));
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private Signature signatures() throws GeneralSecurityException {
            String hash = algorithm.substring(2);
            if (algorithm.equals("EdDSA")) {
                return Signature.getInstance("Ed25519");
            } else if (algorithm.startsWith("ES")) {
                return Signature.getInstance("SHA" + hash + "withECDSAinP1363Format");
            } else if (algorithm.startsWith("PS")) {
                Signature signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(new PSSParameterSpec(
                        "SHA-" + hash,
                        "MGF1",
                        new MGF1ParameterSpec("SHA-" + hash),
                        Integer.parseInt(hash) / 8,
                        PSSParameterSpec.TRAILER_FIELD_BC));
                return signature;
            }
            return Signature.getInstance("SHA" + hash + "withRSA");
        }
    }

    public TestIssuer(TestKey... keys) {
        published = jwks(keys);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/keys", exchange -> {
            fetched.incrementAndGet();
            byte[] body = jwks().encode().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.stop(0);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
    }

    public JsonObject jwks() {
        JsonArray keys = new JsonArray();
        published.forEach(keys::add);
        return new JsonObject().put("keys", keys);
    }

    /** From now on it has these keys. */
    public void publish(TestKey... keys) {
        published = jwks(keys);
    }

    /** From now on it has these keys, as they stand in its set. */
    public void publish(JsonObject... keys) {
        published = List.of(keys);
    }

    private static List<JsonObject> jwks(TestKey... keys) {
        return Stream.of(keys).map(TestKey::jwk).toList();
    }

    /** A secret as a JWK, which belongs into no set that others can read. */
    public static JsonObject secret(String id, String algorithm, byte[] secret) {
        return new JsonObject()
                .put("kty", "oct")
                .put("kid", id)
                .put("alg", algorithm)
                .put("k", BASE64.encodeToString(secret));
    }

    /** From now on its server answers with this status. */
    public void answering(int code) {
        status = code;
    }

    public int fetched() {
        return fetched.get();
    }

    /** Claims of a token that is valid for five minutes. */
    public static JsonObject claims(String issuer, String subject, String audience) {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", issuer)
                .put("sub", subject)
                .put("aud", audience)
                .put("iat", now)
                .put("nbf", now)
                .put("exp", now + 300);
    }

    /** A token without a signature. */
    public static String unsigned(JsonObject claims) {
        return encode(new JsonObject().put("alg", "none")) + "." + encode(claims) + ".";
    }

    /** A token that is signed with a public key as if that were a shared secret. */
    public static String confused(TestKey key, JsonObject claims) {
        return shared(key.id(), "HS256", key.pair().getPublic().getEncoded(), claims);
    }

    /** A token that is signed with a shared secret. */
    public static String shared(String keyId, String algorithm, byte[] secret, JsonObject claims) {
        String input = encode(new JsonObject().put("alg", algorithm).put("kid", keyId)) + "." + encode(claims);
        String name = "HmacSHA" + algorithm.substring(2);
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            return input + "." + BASE64.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(JsonObject json) {
        return BASE64.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }
}
