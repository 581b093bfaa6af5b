package dev.rollcall.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.console.web.Pretty.Line;
import org.junit.jupiter.api.Test;

final class PrettyTest {

    @Test
    void onlyWhatTheOtherTextDoesNotHaveDiffers() {
        String before = "{\n  \"active\" : \"True\",\n  \"userName\" : \"ada\"\n}";
        String after = "{\n  \"userName\" : \"ada\",\n  \"active\" : true\n}";
        assertThat(Pretty.lines(before, after))
                .filteredOn(Line::differs)
                .extracting(Line::text)
                .containsExactly("  \"active\" : \"True\",");
        assertThat(Pretty.lines(after, before))
                .filteredOn(Line::differs)
                .extracting(Line::text)
                .containsExactly("  \"active\" : true");
    }

    @Test
    void aLineCountsOnceForEachTimeThatItIsThere() {
        assertThat(Pretty.lines("a\na", "a")).extracting(Line::differs).containsExactly(false, true);
    }

    @Test
    void whatIsNotThereIsSaidToBeNothing() {
        assertThat(Pretty.of(null)).isEqualTo("(nothing)");
        assertThat(Pretty.of(JsonNodeFactory.instance.objectNode().put("a", 1))).isEqualTo("{\n  \"a\" : 1\n}");
    }
}
