package dev.rollcall.scim.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.generate.PatchRequests;
import dev.rollcall.scim.generate.Resources;
import dev.rollcall.scim.patch.Deactivation;
import dev.rollcall.scim.patch.PatchApplier;
import dev.rollcall.scim.patch.PatchOp;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.ResourceReader;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

final class PatchLawsTest {

    /** A resource and a patch for it. */
    record Sample(ResourceType type, ObjectNode resource, PatchRequest patch, Mode mode) {

        /** The resource after the patch; empty when it was refused. */
        Optional<PatchApplier.Result> apply(ObjectNode current, PatchRequest request) {
            try {
                return Optional.of(PatchApplier.apply(type, current, request, mode));
            } catch (ScimException e) {
                ScimError error = e.error();
                assertThat(error.status()).isEqualTo(400);
                assertThat(error.scimType()).isNotNull();
                return Optional.empty();
            }
        }
    }

    @Property(tries = 10_000, seed = "3521")
    void theSameComesOutAndTheInputIsLeftAlone(@ForAll("samples") Sample sample) {
        ObjectNode before = sample.resource().deepCopy();
        String patch = sample.patch().toString();
        Optional<PatchApplier.Result> once = sample.apply(sample.resource(), sample.patch());
        assertThat(sample.resource()).isEqualTo(before);
        assertThat(sample.patch()).hasToString(patch);
        assertThat(sample.apply(before, sample.patch())).isEqualTo(once);
        Statistics.collect(once.isPresent() ? "applied" : "refused");
    }

    @Property(tries = 10_000, seed = "3522")
    void theResultIsCanonicalAndSaysWhetherItChanged(@ForAll("samples") Sample sample) {
        sample.apply(sample.resource(), sample.patch()).ifPresent(result -> {
            assertThat(result.changed()).isEqualTo(!result.resource().equals(sample.resource()));
            ResourceReader.Result read = ResourceReader.read(sample.type(), result.resource(), Mode.TOLERANT);
            assertThat(read.resource()).isEqualTo(result.resource());
            assertThat(read.deviations()).extracting(it -> it.rule().word()).containsExactly("missing-schemas");
        });
    }

    @Property(tries = 12_000, seed = "3526")
    void oneOperationThatCannotBeTakesAllOthersWithIt(@ForAll("samples") Sample sample) {
        Assume.that(sample.mode() == Mode.STRICT || !Deactivation.isIn(sample.type(), sample.patch()));
        ObjectNode before = sample.resource().deepCopy();
        List<PatchOperation> operations = new ArrayList<>(sample.patch().operations());
        String required = sample.type().equals(CoreTypes.USER) ? "userName" : "displayName";
        PatchPath path = new PatchPath(new AttributePath(null, required, null), null);
        operations.add(new PatchOperation(PatchOp.REMOVE, path, null, PatchOperation.Unmatched.FAIL));
        assertThat(sample.apply(sample.resource(), new PatchRequest(operations)))
                .isEmpty();
        assertThat(sample.resource()).isEqualTo(before);
    }

    // More tries, where some say nothing, so that ten thousand do.
    @Property(tries = 17_000, seed = "3523")
    void onePatchOfSeveralOperationsIsSeveralPatchesOfOne(@ForAll("samples") Sample sample) {
        Optional<PatchApplier.Result> whole = sample.apply(sample.resource(), sample.patch());
        Assume.that(whole.isPresent());
        ObjectNode current = sample.resource();
        for (PatchOperation operation : sample.patch().operations()) {
            Optional<PatchApplier.Result> step = sample.apply(current, new PatchRequest(List.of(operation)));
            // In between a required attribute may be missing that a later operation brings.
            Assume.that(step.isPresent());
            current = step.get().resource();
        }
        assertThat(whole.get().resource()).isEqualTo(current);
    }

    @Property(tries = 14_000, seed = "3524")
    void sayingTheSameAgainChangesNothing(@ForAll("samples") Sample sample) {
        PatchOperation operation = sample.patch().operations().get(0);
        Assume.that(operation.path() == null || operation.path().filter() == null);
        PatchRequest single = new PatchRequest(List.of(operation));
        Optional<PatchApplier.Result> once = sample.apply(sample.resource(), single);
        Assume.that(once.isPresent());
        ObjectNode after = once.get().resource();
        assertThat(sample.apply(after, single)).hasValueSatisfying(again -> {
            assertThat(again.changed()).isFalse();
            assertThat(again.resource()).isEqualTo(after);
        });
    }

    @Property(tries = 10_000, seed = "3525")
    void thereIsOnePrimaryAtMost(@ForAll("samples") Sample sample) {
        sample.apply(sample.resource(), sample.patch()).ifPresent(result -> {
            for (JsonNode value : result.resource()) {
                if (value instanceof ArrayNode list) {
                    int primaries = 0;
                    for (JsonNode element : list) {
                        primaries += element.path("primary").asBoolean() ? 1 : 0;
                    }
                    assertThat(primaries).isLessThanOrEqualTo(1);
                }
            }
        });
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Arbitraries.randomValue(random -> {
            ResourceType type = random.nextInt(4) == 0 ? CoreTypes.GROUP : CoreTypes.USER;
            return new Sample(
                    type,
                    Resources.any(random, type),
                    PatchRequests.any(random, type),
                    random.nextBoolean() ? Mode.STRICT : Mode.TOLERANT);
        });
    }
}
