package dev.rollcall.server.spelling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.patch.MembershipStep;
import dev.rollcall.scim.patch.MembershipSteps;
import dev.rollcall.scim.patch.PatchApplier;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Normalized;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.Profile;
import dev.rollcall.spi.RawRequest;
import dev.rollcall.spi.profile.ClientProfile;
import dev.rollcall.spi.profile.ProfileReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a write comes to for one adapter, without a database: read by the real normalizer, applied by the real PATCH. */
final class Reading {

    private static final ProfileReader PROFILES = new ProfileReader(Adapters.all());

    private final Normalizer normalizer;
    private final boolean groupsOfUsers;

    /** As a directory of the provider reads that has no profile of its own. */
    Reading(Adapter adapter) {
        ClientProfile client = PROFILES.ofProvider(adapter.provider());
        this.normalizer = new Normalizer(
                client.running(),
                new Profile(
                        List.of(CoreTypes.USER, CoreTypes.GROUP),
                        Mode.TOLERANT,
                        Set.of(),
                        client.writes(),
                        client.transport().firstIndex()));
        this.groupsOfUsers = client.writes().groupsOfUsers();
    }

    /** Whether the groups that a user is sent with say what the user is in. */
    boolean takesGroupsOfUsers() {
        return groupsOfUsers;
    }

    /**
     * An effect.
     *
     * @param resource afterwards; null when the write was refused
     * @param told the deviations, or why it was refused
     */
    record Effect(@Nullable ObjectNode resource, List<String> told) {}

    Effect write(RawRequest.Method method, ResourceType type, ObjectNode stored, JsonNode body) {
        String id = method == RawRequest.Method.POST ? null : "id";
        RawRequest raw = new RawRequest(method, type.endpoint().substring(1), id, Map.of(), null, null, body);
        try {
            Normalized normalized = normalizer.normalize(raw);
            List<Deviation> told = new ArrayList<>(normalized.deviations());
            ObjectNode after = apply(normalized.request(), stored, told);
            return new Effect(
                    after,
                    told.stream().map(deviation -> deviation.rule().word()).toList());
        } catch (ScimException e) {
            return new Effect(null, List.of(String.valueOf(e.error().detail())));
        }
    }

    private static ObjectNode apply(ScimRequest request, ObjectNode stored, List<Deviation> told) {
        if (request instanceof ScimRequest.Create create) {
            return create.resource();
        }
        if (request instanceof ScimRequest.Replace replace) {
            return replace.resource();
        }
        ScimRequest.Patch patch = (ScimRequest.Patch) request;
        if (patch.type().equals(CoreTypes.USER)) {
            return patched(patch.type(), stored, patch, told);
        }
        MembershipSteps.Result split = MembershipSteps.of(patch.type(), patch.patch(), Mode.TOLERANT);
        told.addAll(split.deviations());
        ObjectNode group = stored;
        for (MembershipStep step : split.steps()) {
            group = apply(step, group, told);
        }
        return group;
    }

    private static ObjectNode patched(
            ResourceType type, ObjectNode stored, ScimRequest.Patch patch, List<Deviation> told) {
        PatchApplier.Result result = PatchApplier.apply(type, stored, patch.patch(), Mode.TOLERANT);
        told.addAll(result.deviations());
        return result.resource();
    }

    private static ObjectNode apply(MembershipStep step, ObjectNode group, List<Deviation> told) {
        if (step instanceof MembershipStep.Attributes attributes) {
            PatchApplier.Result result = PatchApplier.apply(CoreTypes.GROUP, group, attributes.patch(), Mode.TOLERANT);
            told.addAll(result.deviations());
            return result.resource();
        }
        Set<String> members = new LinkedHashSet<>();
        group.path("members").forEach(member -> members.add(member.path("value").asText()));
        if (step instanceof MembershipStep.Add add) {
            add.members().forEach(member -> members.add(member.value()));
        } else if (step instanceof MembershipStep.Remove remove) {
            members.removeAll(remove.values());
        } else if (step instanceof MembershipStep.Set set) {
            members.clear();
            set.members().forEach(member -> members.add(member.value()));
        }
        ObjectNode changed = group.deepCopy();
        ArrayNode list = changed.putArray("members");
        members.forEach(member -> list.addObject().put("value", member));
        if (list.isEmpty()) {
            changed.remove("members");
        }
        return changed;
    }
}
