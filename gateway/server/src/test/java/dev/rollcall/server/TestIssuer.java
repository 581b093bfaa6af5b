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
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An issuer of JWTs with its keys behind a real HTTP server on loopback, signing with the JDK and nothing of ours. */
public final class TestIssuer implements AfterAllCallback {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final AtomicInteger fetched = new AtomicInteger();
    private volatile int status = 200;
    private volatile List<TestKey> published;

    /** One of its keys. */
    public record TestKey(String id, String algorithm, KeyPair pair) {

        public static TestKey rsa(String id) {
            return new TestKey(id, "RS256", pair("RSA"));
        }

        public static TestKey ec(String id) {
            return new TestKey(id, "ES256", pair("EC"));
        }

        private static KeyPair pair(String kind) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
                if (kind.equals("EC")) {
                    generator.initialize(new ECGenParameterSpec("secp256r1"));
                } else {
                    generator.initialize(2_048);
                }
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
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
            ECPublicKey ec = (ECPublicKey) pair.getPublic();
            return jwk.put("kty", "EC")
                    .put("crv", "P-256")
                    .put("x", number(ec.getW().getAffineX(), 32))
                    .put("y", number(ec.getW().getAffineY(), 32));
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
                Signature signature = Signature.getInstance(
                        algorithm.startsWith("ES")
                                ? "SHA256withECDSAinP1363Format"
                                : "SHA" + algorithm.substring(2) + "withRSA");
                signature.initSign(key);
                signature.update(input.getBytes(StandardCharsets.US_ASCII));
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public TestIssuer(TestKey... keys) {
        published = List.of(keys);
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
        published.forEach(key -> keys.add(key.jwk()));
        return new JsonObject().put("keys", keys);
    }

    /** From now on it has these keys. */
    public void publish(TestKey... keys) {
        published = List.of(keys);
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

    /** A token that nobody signed. */
    public static String unsigned(JsonObject claims) {
        return encode(new JsonObject().put("alg", "none")) + "." + encode(claims) + ".";
    }

    /** A token that is signed with a public key as if that were a shared secret. */
    public static String confused(TestKey key, JsonObject claims) {
        String input = encode(new JsonObject().put("alg", "HS256").put("kid", key.id())) + "." + encode(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.pair().getPublic().getEncoded(), "HmacSHA256"));
            return input + "." + BASE64.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(JsonObject json) {
        return BASE64.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }
}
