package dev.rollcall.scim.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.generate.PatchRequests;
import dev.rollcall.scim.generate.Resources;
import dev.rollcall.scim.patch.MembershipStep;
import dev.rollcall.scim.patch.MembershipStep.MemberRef;
import dev.rollcall.scim.patch.MembershipSteps;
import dev.rollcall.scim.patch.PatchApplier;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Members as rows and members in a document must come to the same. */
final class MembershipLawsTest {

    /** A group with its members, and a patch for it. */
    record Sample(ObjectNode group, PatchRequest patch) {}

    // Three of ten tries speak of members only and are not refused.
    @Property(tries = 36_000, seed = "2819")
    void stepsOnRowsComeToWhatThePatchOfTheDocumentComesTo(@ForAll("samples") Sample sample) {
        Optional<List<MembershipStep>> steps = steps(sample);
        Assume.that(
                steps.isPresent() && steps.get().stream().noneMatch(MembershipStep.RemoveMatching.class::isInstance));
        Optional<ObjectNode> document = document(sample);
        Assume.that(document.isPresent());
        Set<String> rows = ids(sample.group());
        steps.get().forEach(step -> apply(step, rows));
        assertThat(rows).isEqualTo(ids(document.get()));
    }

    private static void apply(MembershipStep step, Set<String> rows) {
        if (step instanceof MembershipStep.Add add) {
            add.members().stream().map(MemberRef::value).forEach(rows::add);
        } else if (step instanceof MembershipStep.Remove remove) {
            remove.values().forEach(rows::remove);
        } else if (step instanceof MembershipStep.Set set) {
            rows.clear();
            set.members().stream().map(MemberRef::value).forEach(rows::add);
        }
    }

    private static Optional<List<MembershipStep>> steps(Sample sample) {
        try {
            MembershipSteps.Result result = MembershipSteps.of(CoreTypes.GROUP, sample.patch(), Mode.TOLERANT);
            boolean whole = result.deviations().stream()
                    .noneMatch(deviation -> deviation.rule() == DeviationRule.BESIDE_DEACTIVATION);
            return whole ? Optional.of(result.steps()) : Optional.empty();
        } catch (ScimException e) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> document(Sample sample) {
        try {
            return Optional.of(PatchApplier.apply(CoreTypes.GROUP, sample.group(), sample.patch(), Mode.TOLERANT)
                    .resource());
        } catch (ScimException e) {
            return Optional.empty();
        }
    }

    private static Set<String> ids(ObjectNode group) {
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode member : group.path("members")) {
            ids.add(member.path("value").textValue());
        }
        return ids;
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Arbitraries.randomValue(random ->
                new Sample(Resources.any(random, CoreTypes.GROUP), PatchRequests.any(random, CoreTypes.GROUP)));
    }
}
