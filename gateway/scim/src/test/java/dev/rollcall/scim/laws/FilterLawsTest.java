package dev.rollcall.scim.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.generate.Filters;
import dev.rollcall.scim.generate.PatchRequests;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class FilterLawsTest {

    @Property(tries = 10_000, seed = "7644")
    void whatIsPrintedParsesToTheSameFilter(@ForAll("filters") Filter filter) {
        assertThat(Filter.parse(filter.print())).isEqualTo(filter);
    }

    @Property(tries = 10_000, seed = "7645")
    void whatIsPrintedParsesToTheSamePath(@ForAll("paths") PatchPath path) {
        assertThat(PatchPath.parse(path.toString())).isEqualTo(path);
    }

    @Property(tries = 10_000, seed = "7646")
    void damagedTextIsReadOrRefusedWithAPlace(@ForAll("damaged") String text) {
        try {
            Filter read = Filter.parse(text);
            assertThat(Filter.parse(read.print())).isEqualTo(read);
        } catch (ScimException e) {
            assertThat(e.error().detail()).contains("is not valid at character ");
        }
    }

    @Provide
    Arbitrary<Filter> filters() {
        return Arbitraries.randomValue(Filters::any);
    }

    @Provide
    Arbitrary<PatchPath> paths() {
        return Arbitraries.randomValue(random -> PatchRequests.operation(random, CoreTypes.USER))
                .filter(operation -> operation.path() != null)
                .map(operation -> operation.path());
    }

    @Provide
    Arbitrary<String> damaged() {
        return Arbitraries.randomValue(FilterLawsTest::damaged);
    }

    /** A filter's text with one character removed, doubled or replaced. */
    private static String damaged(Random random) {
        StringBuilder text = new StringBuilder(Filters.any(random).print());
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, text.charAt(at));
            default -> text.setCharAt(at, "()[]\"\\. a1:".charAt(random.nextInt(11)));
        }
        return text.toString();
    }
}
