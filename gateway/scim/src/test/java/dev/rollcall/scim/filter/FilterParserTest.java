package dev.rollcall.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.Filter.And;
import dev.rollcall.scim.filter.Filter.Comparison;
import dev.rollcall.scim.filter.Filter.Not;
import dev.rollcall.scim.filter.Filter.Or;
import dev.rollcall.scim.filter.Filter.Present;
import dev.rollcall.scim.filter.Filter.ValuePath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterParserTest {

    private static final Filter A = new Present(AttributePath.of("a"));
    private static final Filter B = new Present(AttributePath.of("b"));
    private static final Filter C = new Present(AttributePath.of("c"));

    @Test
    void andBindsTighterThanOr() {
        assertThat(Filter.parse("a pr or b pr and not (c pr)"))
                .isEqualTo(new Or(List.of(A, new And(List.of(B, new Not(C))))));
        assertThat(Filter.parse("(a pr or b pr) and c pr")).isEqualTo(new And(List.of(new Or(List.of(A, B)), C)));
    }

    @Test
    void groupsOfOneKindAreOneList() {
        assertThat(Filter.parse("(a pr and b pr) and c pr")).isEqualTo(new And(List.of(A, B, C)));
        assertThat(Filter.parse("a pr or (b pr or c pr)")).isEqualTo(new Or(List.of(A, B, C)));
    }

    @Test
    void keywordsAndOperatorsAreReadInAnyLetterCase() {
        assertThat(Filter.parse("a PR AND NOT(b Pr) Or c pR"))
                .isEqualTo(new Or(List.of(new And(List.of(A, new Not(B))), C)));
        assertThat(Filter.parse("USERNAME Eq \"x\"")).isEqualTo(eq("USERNAME", "x"));
    }

    @Test
    void anAttributeMayBeCalledLikeAKeyword() {
        assertThat(Filter.parse("not pr and or pr"))
                .isEqualTo(new And(List.of(new Present(AttributePath.of("not")), new Present(AttributePath.of("or")))));
        assertThat(Filter.parse("notes pr")).isEqualTo(new Present(AttributePath.of("notes")));
    }

    @Test
    void aUrnEndsAtItsLastColon() {
        assertThat(Filter.parse("urn:ietf:params:scim:schemas:core:2.0:User:name.familyName pr"))
                .isEqualTo(new Present(
                        new AttributePath("urn:ietf:params:scim:schemas:core:2.0:User", "name", "familyName")));
    }

    @Test
    void bracketsHoldAnyLogicalExpression() {
        assertThat(Filter.parse("emails[(type eq \"work\" or type eq \"home\") and not (primary pr)]"))
                .isEqualTo(new ValuePath(
                        AttributePath.of("emails"),
                        new And(List.of(
                                new Or(List.of(eq("type", "work"), eq("type", "home"))),
                                new Not(new Present(AttributePath.of("primary")))))));
    }

    @Test
    void aComparisonBehindBracketsBelongsIntoThem() {
        Filter filter = Filter.parse("emails[type eq \"work\"].value eq \"a@b\"");
        assertThat(filter)
                .isEqualTo(new ValuePath(
                        AttributePath.of("emails"), new And(List.of(eq("type", "work"), eq("value", "a@b")))));
        assertThat(filter.print()).isEqualTo("emails[type eq \"work\" and value eq \"a@b\"]");
        assertThat(Filter.parse("emails[type pr or value pr].display pr and a pr")
                        .print())
                .isEqualTo("emails[(type pr or value pr) and display pr] and a pr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"bjensen\"",
                "name.familyName co \"O'Malley\"",
                "userName eq \"a \\\"quoted\\\" \\\\ value\"",
                "meta.lastModified gt \"2011-05-13T04:42:34Z\"",
                "title pr and userType eq \"Employee\"",
                "active eq true",
                "active ne false",
                "nickName eq null",
                "level ge -12",
                "level lt 1.50",
                "level le 12345678901234567890",
                "members[value eq \"2819c223\"]",
                "not (userName sw \"x\") or a.$ref ew \"y\"",
                "userName eq \"Stra\u00dfe \ud83d\ude00\"",
            })
    void whatIsPrintedIsWhatWasParsed(String text) {
        assertThat(Filter.parse(text).print()).isEqualTo(text);
    }

    @Test
    void jsonEscapesAreRead() {
        assertThat(Filter.parse("a eq \"\\u00e9\\n\\t\\/\\ud83d\\ude00\""))
                .isEqualTo(eq("a", "\u00e9\n\t/\ud83d\ude00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|1|end of the filter|attribute name",
                "userName|9|end of the filter|operator",
                "userName is \"x\"|10|not an operator|eq, ne",
                "userName eq|12|end of the filter|a value",
                "userName eq bob|13|without quotes|put the value in double quotes",
                "active eq True|11|without quotes|true, false",
                "userName eq 'bob'|13|'''|double quotes",
                "userName eq \"bob|13|closing double quote|begins here",
                "userName eq \"b\\x\"|15|backslash|followed by",
                "userName eq \"b\\u12\"|15|four|hexadecimal",
                "userName eq \"\\u0000\"|13|U+0000|begins here",
                "userName eq \"\\ud800\"|13|surrogate|begins here",
                "a eq 01|6|leading zeros|number",
                "a eq 1.|6|not a JSON|number",
                "a eq 1x|6|followed by|number",
                "a eq 1e999|6|out of range|number",
                "a eq 1e99999999999|6|out of range|number",
                "(a pr|6|end of the filter|closes the group",
                "a pr)|5|')'|and, or",
                "a pr and|9|end of the filter|attribute name",
                "a pr b pr|6|a word|and, or",
                "emails[type eq \"work\"|22|end of the filter|']' that closes",
                "emails[a[b pr]]|9|brackets|cannot be nested",
                "emails.a[b pr]|9|sub-attribute|brackets",
                "emails[]|8|']'|attribute name",
                "a.b.c pr|4|one dot|sub-attribute",
                "1a pr|1|begins with a letter|name",
                "x:a pr|1|colon|URN",
                "a\u00e4 pr|2|U+00E4|operator",
            })
    void whatIsWrongIsSaidWithPlaceAndReason(String text, int character, String found, String expected) {
        ScimException e = catchThrowableOfType(ScimException.class, () -> Filter.parse(text));
        assertThat(e.error().status()).isEqualTo(400);
        assertThat(e.error().scimType()).isEqualTo(ScimType.INVALID_FILTER);
        assertThat(e.error().detail())
                .contains("at character " + character + ":", found, expected)
                .doesNotContain("bob");
    }

    @Test
    void depthAndLengthAreBounded() {
        String deep = "(".repeat(16) + "a pr" + ")".repeat(16);
        assertThat(Filter.parse(deep)).isEqualTo(A);
        assertThat(catchThrowableOfType(ScimException.class, () -> Filter.parse("(" + deep + ")")))
                .hasMessageContaining("more than 16 levels");
        String wide = "a pr or ".repeat(990) + "a pr";
        assertThat(((Or) Filter.parse(wide)).terms()).hasSize(991);
        assertThat(catchThrowableOfType(ScimException.class, () -> Filter.parse("a pr or ".repeat(1000) + "a pr")))
                .hasMessageContaining("at most 8000");
    }

    private static Filter eq(String attribute, String value) {
        return new Comparison(AttributePath.of(attribute), CompareOp.EQ, TextNode.valueOf(value));
    }
}
