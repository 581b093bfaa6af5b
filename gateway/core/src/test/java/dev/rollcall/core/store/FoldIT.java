package dev.rollcall.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.TestDatabase;
import dev.rollcall.scim.schema.CaseFold;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database folds case as the gateway does: otherwise a filter would miss what a look-up by key finds. */
final class FoldIT {

    private static DatabaseUrl url;

    @BeforeAll
    static void database() {
        url = TestDatabase.create();
    }

    @Test
    void agreesOnHardStrings() throws Exception {
        assertAgreement(List.of(
                "",
                "JSmith@Example.COM",
                "Stra\u00dfe",
                "STRA\u1e9eE",
                "\u0130stanbul",
                "\u0131",
                "Ame\u0301lie",
                "AM\u00c9LIE",
                "\u039f\u0394\u039f\u03a3",
                "\u039f\u0394\u039f\u03a3 \u0391",
                "\ufb03ne",
                "\u1f80\u1fb4\u1ff7",
                "\u03b1\u0345\u0301",
                "\u212a\u212b",
                "\u01c5 \u01f0 \u0149",
                "\u0587",
                "\uac00\u1100\u1161",
                "\u5c71\u7530",
                "\ud801\udc00 \ud83d\ude00",
                "a\u0327\u0301 a\u0301\u0327"));
    }

    @Test
    void agreesOnEveryLetterThatBothKnow() throws Exception {
        // As of Unicode 10, which the embedded server's ICU knows; letters that got their case later are left out.
        List<String> letters = IntStream.range(1, 0x10570)
                .filter(Character::isDefined)
                .filter(character -> Character.getType(character) != Character.SURROGATE)
                .filter(FoldIT::hadCaseInUnicode10)
                .mapToObj(Character::toString)
                .toList();

        assertThat(letters.size()).isGreaterThan(50_000);
        assertAgreement(letters);
    }

    private static boolean hadCaseInUnicode10(int character) {
        boolean later = (character >= 0xA7B8 && character <= 0xA7FF)
                || character == 0x1C89
                || character == 0x1C8A
                || character == 0x2C2F
                || character == 0x2C5F;
        return !later && !Character.UnicodeScript.GEORGIAN.equals(Character.UnicodeScript.of(character));
    }

    private static void assertAgreement(List<String> values) throws SQLException {
        List<String> folded = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                PreparedStatement query = connection.prepareStatement(
                        "SELECT rollcall_fold(value) FROM unnest(?::text[]) WITH ORDINALITY AS v (value, i) ORDER"
                                + " BY i")) {
            Array array = connection.createArrayOf("text", values.toArray());
            query.setArray(1, array);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    folded.add(rows.getString(1));
                }
            }
        }
        List<String> different = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (!CaseFold.fold(values.get(i)).equals(folded.get(i))) {
                different.add("U+%X"
                        .formatted(values.get(i).isEmpty() ? 0 : values.get(i).codePointAt(0)));
            }
        }
        assertThat(different).isEmpty();
    }
}
