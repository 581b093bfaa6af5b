package dev.rollcall.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rocks.xmpp.precis.InvalidCodePointException;
import rocks.xmpp.precis.InvalidDirectionalityException;
import rocks.xmpp.precis.PrecisProfiles;

/** {@link CaseFold} beside UsernameCaseMapped of RFC 8265 section 3.3, code point by code point. */
final class PrecisTest {

    @Test
    void namesThatPrecisHoldsEqualAreEqualWidthFormsAside() {
        List<String> admitted = new ArrayList<>();
        List<String> different = new ArrayList<>();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (!Character.isDefined(c)) {
                continue;
            }
            String name = "a" + Character.toString(c);
            precis(name).ifPresent(prepared -> {
                admitted.add(name);
                if (!CaseFold.fold(prepared).equals(CaseFold.fold(name))) {
                    different.add(name);
                }
            });
        }
        assertThat(admitted).hasSizeGreaterThan(100_000);
        assertThat(different).contains("a\uff21", "a\uff41", "a\uff76").allMatch(PrecisTest::endsInWidthForm);
    }

    @Test
    void spellingsThatPrecisHoldsApartButReadersDoNotAreEqualToo() {
        for (List<String> pair : List.of(
                List.of("stra\u00dfe", "strasse"), List.of("\u03bf\u03b4\u03bf\u03c2", "\u03bf\u03b4\u03bf\u03c3"))) {
            assertThat(precis(pair.get(0))).isPresent().isNotEqualTo(precis(pair.get(1)));
            assertThat(CaseFold.fold(pair.get(0))).isEqualTo(CaseFold.fold(pair.get(1)));
        }
    }

    private static boolean endsInWidthForm(String name) {
        return name.charAt(1) >= '\uff01' && name.charAt(1) <= '\uff9f';
    }

    /** The name as the profile prepares it; empty when it refuses it. */
    private static Optional<String> precis(String name) {
        try {
            return Optional.of(PrecisProfiles.USERNAME_CASE_MAPPED.enforce(name));
        } catch (InvalidCodePointException | InvalidDirectionalityException e) {
            return Optional.empty();
        }
    }
}
