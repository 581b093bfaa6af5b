package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.MembershipStep.MemberRef;
import dev.rollcall.scim.resource.Deviations;
import dev.rollcall.scim.resource.Place;
import dev.rollcall.scim.resource.ValueReader;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Splits a PATCH on a group into changes of its members and changes of its own attributes. A {@code remove} of
 * {@code members} with a list of values removes those members only, which is what the clients that send it mean.
 */
public final class MembershipSteps {

    private static final String MEMBERS = "members";
    private static final Set<String> ANSWERABLE = Set.of("value", "type");

    private final ResourceType type;
    private final Attribute members;
    private final Deviations deviations = new Deviations();
    private final ValueReader values;
    private final List<MembershipStep> steps = new ArrayList<>();
    /** Operations on other attributes since the last step. */
    private final List<PatchOperation> pending = new ArrayList<>();

    private MembershipSteps(ResourceType type, Mode mode) {
        this.type = type;
        this.members = Objects.requireNonNull(type.schema().attribute(MEMBERS), "a resource type with members");
        this.values = new ValueReader(mode, deviations);
    }

    /** The steps in the order of the request, and what was accepted against the RFC. */
    public record Result(List<MembershipStep> steps, List<Deviation> deviations) {}

    /**
     * Takes a request apart.
     *
     * @param type a resource type that has members
     * @throws dev.rollcall.scim.error.ScimException 400 mutability for changes inside a member; invalidValue or invalidFilter for
     *     members that are none
     */
    public static Result of(ResourceType type, PatchRequest patch, Mode mode) {
        MembershipSteps split = new MembershipSteps(type, mode);
        List<ScimException> unusable = new ArrayList<>();
        for (PatchOperation operation : patch.operations()) {
            try {
                split.take(operation);
            } catch (ScimException e) {
                unusable.add(e);
            }
        }
        split.flush();
        if (!unusable.isEmpty()
                && (mode == Mode.STRICT || split.steps.stream().noneMatch(MembershipStep::mayTakeAway))) {
            throw unusable.get(0);
        }
        unusable.forEach(
                e -> split.deviations.leftOutBesideDeactivation(e.error().detail()));
        return new Result(List.copyOf(split.steps), split.deviations.list());
    }

    /** Tells which members a {@link MembershipStep.RemoveMatching} means. */
    public static Predicate<MemberRef> matching(ResourceType type, MembershipStep.RemoveMatching step) {
        Attribute members = Objects.requireNonNull(type.schema().attribute(MEMBERS), "a resource type with members");
        ElementMatcher matcher = ElementMatcher.of(members, step.filter());
        return ref -> matcher.matches(
                JsonNodeFactory.instance.objectNode().put("value", ref.value()).put("type", ref.type()));
    }

    private void take(PatchOperation operation) {
        PatchPath path = operation.path();
        if (path == null) {
            takeMembersOutOf(operation);
        } else if (isMembers(path)) {
            onMembers(path, operation);
        } else {
            pending.add(operation);
        }
    }

    private boolean isMembers(PatchPath path) {
        ResourceType.Resolved target = type.resolve(path.attribute().withSubAttribute(null));
        return target != null
                && target.extension() == null
                && target.attribute().name().equals(MEMBERS);
    }

    /** An operation without path may hold members beside other attributes. */
    private void takeMembersOutOf(PatchOperation operation) {
        ObjectNode others = JsonNodeFactory.instance.objectNode();
        JsonNode listed = null;
        if (operation.value() instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getKey().equalsIgnoreCase(MEMBERS)) {
                    listed = field.getValue();
                } else {
                    others.set(field.getKey(), field.getValue());
                }
            }
        }
        if (listed == null) {
            pending.add(operation);
            return;
        }
        if (!others.isEmpty()) {
            pending.add(new PatchOperation(operation.op(), null, others, operation.unmatched()));
        }
        addOrSet(operation.op(), listed);
    }

    private void onMembers(PatchPath path, PatchOperation operation) {
        Filter filter = path.filter();
        if (path.attribute().subAttribute() != null || (filter != null && operation.op() != PatchOp.REMOVE)) {
            throw AttributeEdit.mutability(
                    "A member cannot be changed. Remove the old member and add the new one, both with the path "
                            + "members.");
        }
        JsonNode value = operation.value();
        if (filter != null) {
            removeFiltered(filter);
        } else if (operation.op() != PatchOp.REMOVE) {
            addOrSet(operation.op(), value);
        } else if (value == null || value.isNull()) {
            step(new MembershipStep.Set(List.of()));
        } else {
            List<String> ids = new ArrayList<>();
            refs(value).forEach(ref -> ids.add(ref.value()));
            step(new MembershipStep.Remove(ids));
        }
    }

    private void addOrSet(PatchOp op, @Nullable JsonNode value) {
        List<MemberRef> refs = value == null || value.isNull() ? List.of() : refs(value);
        step(op == PatchOp.ADD ? new MembershipStep.Add(refs) : new MembershipStep.Set(refs));
    }

    private void removeFiltered(Filter filter) {
        List<String> ids = new ArrayList<>();
        if (areIds(filter, ids)) {
            step(new MembershipStep.Remove(ids));
            return;
        }
        ElementMatcher.of(members, filter);
        requireAnswerable(filter);
        step(new MembershipStep.RemoveMatching(filter));
    }

    /** A filter that asks for what is not known here would take away the wrong ones, above all under a not. */
    private static void requireAnswerable(Filter filter) {
        for (AttributePath path : ElementMatcher.paths(filter)) {
            if (!ANSWERABLE.contains(path.attribute().toLowerCase(Locale.ROOT))) {
                throw ScimError.badRequest(
                                ScimType.INVALID_FILTER,
                                "Members can be removed by their value and type, not by " + path + ".")
                        .exception();
            }
        }
    }

    /** Collects the ids of {@code value eq "x"} and of such terms joined by or; false for any other filter. */
    private static boolean areIds(Filter filter, List<String> ids) {
        return filter.disjuncts().stream().allMatch(term -> isId(term, ids));
    }

    private static boolean isId(Filter term, List<String> ids) {
        if (term instanceof Filter.Comparison comparison
                && comparison.op() == CompareOp.EQ
                && comparison.value().isTextual()
                && comparison.path().toString().equalsIgnoreCase("value")) {
            ids.add(comparison.value().textValue());
            return true;
        }
        return false;
    }

    /** Members as a list or a single object; each id once. */
    private List<MemberRef> refs(JsonNode value) {
        Place place = Place.of(MEMBERS);
        JsonNode canonical = value.isArray() ? values.read(members, value, place) : values.one(members, value, place);
        List<MemberRef> refs = new ArrayList<>();
        if (canonical instanceof ObjectNode single) {
            refs.add(ref(single));
        } else if (canonical != null) {
            canonical.forEach(member -> refs.add(ref(member)));
        }
        return refs;
    }

    private static MemberRef ref(JsonNode member) {
        return new MemberRef(
                member.path("value").textValue(), member.path("type").textValue());
    }

    private void step(MembershipStep step) {
        flush();
        steps.add(step);
    }

    private void flush() {
        if (!pending.isEmpty()) {
            steps.add(new MembershipStep.Attributes(new PatchRequest(pending)));
            pending.clear();
        }
    }
}
