package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.read.sql.Position;
import dev.rollcall.core.secret.Keys;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CoreTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CursorsTest {

    private static final byte[] SECRET = new byte[32];
    private static final UUID DIRECTORY = UUID.fromString("0192d3a0-0000-7000-8000-000000000001");
    private static final List<Query> LIST = List.of(new Query(CoreTypes.USER, null, null, 1, 10, Projection.DEFAULT));
    private static final Position POSITION = new Position("stra\u00dfe \ud83d\ude00", UUID.randomUUID(), 1_000_000);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Cursors cursors = cursors(SECRET);

    private Cursors cursors(byte[] secret) {
        return new Cursors(Keys.of(secret), Duration.ofMinutes(10), () -> now);
    }

    @Test
    void anyNodeWithTheSecretReadsACursor() {
        String cursor = cursors.seal(DIRECTORY, LIST, POSITION);
        assertThat(cursors(SECRET).open(DIRECTORY, LIST, cursor)).isEqualTo(POSITION);

        Position withoutKey = new Position(null, POSITION.id(), 0);
        assertThat(cursors.open(DIRECTORY, LIST, cursors.seal(DIRECTORY, LIST, withoutKey)))
                .isEqualTo(withoutKey);
    }

    @Test
    void anotherSecretOrDirectoryReadsNone() {
        String cursor = cursors.seal(DIRECTORY, LIST, POSITION);
        assertRefused(cursors(new byte[] {1}), DIRECTORY, cursor, ScimType.INVALID_CURSOR);
        assertRefused(cursors, UUID.randomUUID(), cursor, ScimType.INVALID_CURSOR);
    }

    /** M6: a seal shorter than its tag is a failure of the cipher of another kind than a wrong one. */
    @Test
    void whateverItsLengthWhatIsNoCursorIsRefused() {
        for (int length = 0; length < 100; length++) {
            assertRefused(cursors, DIRECTORY, "9".repeat(length), ScimType.INVALID_CURSOR);
            byte[] zeroes = new byte[length];
            assertRefused(cursors, DIRECTORY, Base64.getUrlEncoder().encodeToString(zeroes), ScimType.INVALID_CURSOR);
        }
    }

    @Test
    void noBitOfACursorCanBeChanged() {
        String cursor = cursors.seal(DIRECTORY, LIST, POSITION);
        for (int i = 0; i < cursor.length() - 1; i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(
                    cursors,
                    DIRECTORY,
                    cursor.substring(0, i) + other + cursor.substring(i + 1),
                    ScimType.INVALID_CURSOR);
        }
    }

    @Test
    void aCursorExpires() {
        String cursor = cursors.seal(DIRECTORY, LIST, POSITION);
        now = now.plus(Duration.ofMinutes(10)).minusMillis(1);
        assertThat(cursors.open(DIRECTORY, LIST, cursor)).isEqualTo(POSITION);
        now = now.plusMillis(1);
        assertRefused(cursors, DIRECTORY, cursor, ScimType.EXPIRED_CURSOR);
    }

    private static void assertRefused(Cursors cursors, UUID directory, String cursor, ScimType type) {
        assertThatThrownBy(() -> cursors.open(directory, LIST, cursor))
                .isInstanceOfSatisfying(
                        ScimException.class,
                        e -> assertThat(e.error().scimType()).isEqualTo(type));
    }
}
