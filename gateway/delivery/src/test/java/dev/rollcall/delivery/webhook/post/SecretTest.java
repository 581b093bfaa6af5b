package dev.rollcall.delivery.webhook.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.secret.Keys;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SecretTest {

    /** The example of the specification's reference libraries. */
    @Test
    void theKnownAnswerOfTheSpecification() {
        Secret secret = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void anEd25519SignatureVerifiesWithThePublicHalf() throws Exception {
        Secret secret = Secret.make(Secret.Kind.ED25519);
        String signature = secret.sign("id", 1_700_000_000, "{}");
        assertThat(signature).startsWith("v1a,");
        assertThat(secret.forReceiver()).startsWith("whpk_");
        byte[] raw = Base64.getDecoder().decode(secret.forReceiver().substring("whpk_".length()));
        byte[] der = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
        byte[] encoded = Arrays.copyOf(der, der.length + raw.length);
        System.arraycopy(raw, 0, encoded, der.length, raw.length);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update("id.1700000000.{}".getBytes(StandardCharsets.UTF_8));
        assertThat(verifier.verify(Base64.getDecoder().decode(signature.substring(4))))
                .isTrue();
    }

    @Test
    void aSealedSecretIsReadUnderItsKeyAndForItsEndpointAlone() {
        Secret secret = Secret.make(Secret.Kind.HMAC);
        UUID id = UUID.randomUUID();
        byte[] key = new byte[32];
        Buffer sealed = new Seal(Keys.of(key)).close(id, secret);
        assertThat(sealed.toString(StandardCharsets.ISO_8859_1)).doesNotContain(secret.text());
        assertThat(new Seal(Keys.of(key)).open(id, sealed).text()).isEqualTo(secret.text());
        assertThatThrownBy(() -> new Seal(Keys.of(key)).open(UUID.randomUUID(), sealed))
                .hasMessageContaining("rotate it");
        key[0] = 1;
        assertThatThrownBy(() -> new Seal(Keys.of(key)).open(id, sealed)).hasMessageContaining("another server key");
    }
}
