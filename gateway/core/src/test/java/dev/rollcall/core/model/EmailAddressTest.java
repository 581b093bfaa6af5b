package dev.rollcall.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is an address, and how it is written. */
class EmailAddressTest {

    /** The rule as a pattern, which is too slow for every address of every write. */
    private static final Pattern RULE = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private static final String LETTERS = "aZ.#@\u00A0\u200B\u00DFıKebcdfg";

    @Test
    void whatIsAnAddressFollowsTheRule() {
        Random random = new Random(1);
        int addresses = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(9); length >= 0; length--) {
                int odd = random.nextInt(40);
                text.append(odd == 0 ? "#EXt#@" : odd == 1 ? " " : odd == 2 ? "\t" : odd == 3 ? "\u000B" : "")
                        .append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            String value = text.toString();
            boolean expected = RULE.matcher(value).matches()
                    && !value.toLowerCase(Locale.ROOT).contains("#ext#@");
            assertThat(EmailAddress.isAddress(value)).as(value).isEqualTo(expected);
            addresses += expected ? 1 : 0;
        }
        assertThat(addresses).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ada@acme.example | ada@acme.example",
                "' ada@acme.example '|ada@acme.example",
                "\u00A0ada@acme.example.|ada@acme.example",
                "mailto:ada@acme.example|ada@acme.example",
                "\u200Bada\u00AD@acme.example|ada@acme.example",
                "ada|ada",
                "Ädä@acme.example|Ädä@acme.example",
            })
    void anAddressIsTidied(String text, String tidied) {
        assertThat(EmailAddress.tidied(text)).isEqualTo(tidied);
    }
}
