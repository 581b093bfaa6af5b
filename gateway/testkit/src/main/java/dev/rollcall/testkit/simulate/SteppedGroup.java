package dev.rollcall.testkit.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.patch.MembershipStep;
import dev.rollcall.scim.patch.PatchApplier;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.LinkedHashSet;
import java.util.Set;

/** Applies one step of a PATCH to a group that is kept in memory. */
record SteppedGroup(ObjectNode group) implements MembershipStep.Cases<ObjectNode> {

    @Override
    public ObjectNode attributes(MembershipStep.Attributes attributes) {
        return PatchApplier.apply(CoreTypes.GROUP, group, attributes.patch(), Mode.TOLERANT)
                .resource();
    }

    @Override
    public ObjectNode add(MembershipStep.Add add) {
        Set<String> members = members();
        add.members().forEach(member -> members.add(member.value()));
        return with(members);
    }

    @Override
    public ObjectNode remove(MembershipStep.Remove remove) {
        Set<String> members = members();
        remove.values().forEach(members::remove);
        return with(members);
    }

    @Override
    public ObjectNode removeMatching(MembershipStep.RemoveMatching removeMatching) {
        throw new UnsupportedOperationException("no simulator removes members by " + removeMatching);
    }

    @Override
    public ObjectNode set(MembershipStep.Set set) {
        Set<String> members = new LinkedHashSet<>();
        set.members().forEach(member -> members.add(member.value()));
        return with(members);
    }

    private Set<String> members() {
        Set<String> members = new LinkedHashSet<>();
        group.path("members").forEach(member -> members.add(member.path("value").asText()));
        return members;
    }

    private ObjectNode with(Set<String> members) {
        ObjectNode changed = group.deepCopy();
        ArrayNode list = changed.putArray("members");
        members.forEach(id -> list.addObject().put("value", id));
        return changed;
    }
}
