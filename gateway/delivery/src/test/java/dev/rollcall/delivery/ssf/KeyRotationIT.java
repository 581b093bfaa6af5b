package dev.rollcall.delivery.ssf;

import static dev.rollcall.delivery.TestHouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.delivery.PassingTime;
import dev.rollcall.delivery.TestHouse;
import io.vertx.core.Future;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Issue 13: keys rotate by themselves, on two nodes; what was signed before verifies as long as its key is published. */
@Timeout(60)
final class KeyRotationIT {

    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();
    private static final JsonMapper JSON = new JsonMapper();

    private final TestHouse house = new TestHouse();
    private final PassingTime clock = new PassingTime();
    private final TransmitterKeys keys = keys();
    private final TransmitterKeys other = keys();

    private TransmitterKeys keys() {
        return new TransmitterKeys(house.vertx, house.database.deliveries(), clock, PushingNode.SEAL);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private String sign() {
        var claims = JsonNodeFactory.instance.objectNode().put("jti", "1.x");
        return await(keys.sign(List.of(new Token("1.x", 1, "urn:x", claims)))).get(0);
    }

    /** Both nodes look, at the same time. */
    private void look() {
        await(Future.all(keys.keep(), other.keep()));
    }

    private List<String> published() {
        List<String> ids = new ArrayList<>();
        await(other.published())
                .path("keys")
                .forEach(key -> ids.add(key.path("kid").asText()));
        return ids;
    }

    private static String kid(String token) {
        try {
            return JSON.readTree(BASE64.decode(token.split("\\.", -1)[0]))
                    .path("kid")
                    .asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it is signed by a key that is published now. */
    private boolean verifies(String token) {
        for (JsonNode key : await(other.published()).path("keys")) {
            if (key.path("kid").asText().equals(kid(token))) {
                return verifies(token, key);
            }
        }
        return false;
    }

    private static boolean verifies(String token, JsonNode key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(
                            new BigInteger(1, BASE64.decode(key.path("n").asText())),
                            new BigInteger(1, BASE64.decode(key.path("e").asText())))));
            String[] parts = token.split("\\.", -1);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(BASE64.decode(parts[2]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName(
            "A key signs for 90 days; the next is published a day before; both verify; the first goes 30 days later")
    void theNextKeyComesByItselfAndBothVerify() {
        look();
        String first = sign();
        assertThat(published()).containsExactly(kid(first));
        clock.pass(TransmitterKeys.SIGNS.minus(TransmitterKeys.AHEAD).minusHours(1));
        look();
        assertThat(published()).as("not before it is time").hasSize(1);

        clock.pass(Duration.ofHours(2));
        look();
        look();
        assertThat(published()).as("one next key, however many nodes look").hasSize(2);
        String before = sign();
        assertThat(kid(before)).as("published before it signs").isEqualTo(kid(first));

        clock.pass(TransmitterKeys.AHEAD);
        String after = sign();
        assertThat(kid(after)).isNotEqualTo(kid(first));
        assertThat(published()).containsExactlyInAnyOrder(kid(first), kid(after));
        assertThat(List.of(first, before, after)).allMatch(this::verifies);

        clock.pass(TransmitterKeys.STAYS.minusHours(2));
        assertThat(List.of(first, after)).allMatch(this::verifies);
        clock.pass(Duration.ofHours(3));
        assertThat(published()).containsExactly(kid(after));
        assertThat(verifies(first)).isFalse();
        assertThat(verifies(after)).isTrue();
    }
}
