package dev.rollcall.scim.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretNamesTest {

    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[_$-]+");
    private static final List<String> PARTS = List.of(
            "api",
            "Api",
            "API",
            "key",
            "Key",
            "KEY",
            "token",
            "Token",
            "pin",
            "PIN",
            "secret",
            "x",
            "1",
            "_",
            "-",
            "$",
            "user",
            "Name",
            "password",
            "accesskey",
            "signing",
            "é");

    private final SecretNames names = new SecretNames(Set.of("badge"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "urn:ietf:params:scim:schemas:core:2.0:User:password",
                "urn:example:badge",
                "name.badge",
                "apiKey",
                "api_key",
                "API-KEY",
                "recovery_token",
                "emails[secret eq \"x\"]"
            })
    void tellsASecretName(String name) {
        assertTrue(names.end(name) >= 0, name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "userName", "keyboard", "pinned", "tokenized", "key", "urn:password:User", "a key", "badges"
            })
    void leavesOthersAlone(String name) {
        assertFalse(names.end(name) >= 0, name);
    }

    /** Beside the rule as a regular expression: names of a few parts, in every case and with every mark between them. */
    @Test
    void partsWordsAsTheirRuleSays() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int part = random.nextInt(6); part >= 0; part--) {
                name.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            String text = name.toString();
            assertEquals(tells(text) ? text.length() : -1, new SecretNames(Set.of()).end(text), text);
        }
    }

    private static boolean tells(String name) {
        String before = "";
        for (String word : WORDS.split(name, -1)) {
            String key = word.toLowerCase(Locale.ROOT);
            boolean isTelling = SecretNames.TELLING.contains(key);
            if (isTelling || (key.equals("key") && SecretNames.KEYS.contains(before))) {
                return true;
            }
            before = key;
        }
        return name.equalsIgnoreCase("password");
    }

    @Test
    void forgetsNothingThatItRemembers() {
        for (int i = 0; i < 1_000; i++) {
            assertEquals(-1, names.end("attribute" + i), "first");
            assertEquals(-1, names.end("attribute" + i), "again");
            assertEquals(8, names.end("password" + "." + i), "first");
            assertEquals(8, names.end("password" + "." + i), "again");
        }
    }
}
