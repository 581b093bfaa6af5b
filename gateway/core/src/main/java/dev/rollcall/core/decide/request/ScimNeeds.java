package dev.rollcall.core.decide.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.decide.workspace.Addresses;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.message.ScimRequest.Create;
import dev.rollcall.scim.message.ScimRequest.Delete;
import dev.rollcall.scim.message.ScimRequest.Patch;
import dev.rollcall.scim.message.ScimRequest.Replace;
import dev.rollcall.scim.patch.MembershipStep;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.schema.CaseFold;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Works out which rows SCIM commands can touch: those that they name by id, and those that their values may collide with or complete. */
final class ScimNeeds {

    private final Wanted wanted;

    ScimNeeds(Wanted wanted) {
        this.wanted = wanted;
    }

    void add(PendingScim pending) {
        Command command = pending.command();
        UUID directory = pending.caller().directoryId();
        wanted.directories.add(directory);
        boolean group = pending.isGroup();
        if (command instanceof Create create) {
            if (group) {
                addGroupBody(directory, null, create.resource());
            } else {
                addUserBody(directory, create.resource());
            }
        } else if (command instanceof Replace replace) {
            addId(directory, group, replace.id());
            if (group) {
                addWholeGroup(directory, replace.id());
                addGroupBody(directory, Wanted.uuid(replace.id()), replace.resource());
            } else {
                addUserBody(directory, replace.resource());
            }
        } else if (command instanceof Patch patch) {
            addId(directory, group, patch.id());
            if (group) {
                addGroupPatch(directory, patch.id(), pending.steps());
            } else {
                patch.patch().operations().forEach(operation -> addUserOperation(directory, operation));
            }
        } else if (command instanceof Delete delete) {
            addId(directory, group, delete.id());
            if (group) {
                addWholeGroup(directory, delete.id());
            }
        }
    }

    private void addId(UUID directory, boolean group, String id) {
        UUID uuid = Wanted.uuid(id);
        if (uuid != null) {
            (group ? wanted.groups : wanted.users).add(new DirectoryKey<>(directory, uuid));
        }
    }

    private void addWholeGroup(UUID directory, String id) {
        UUID uuid = Wanted.uuid(id);
        if (uuid != null) {
            wanted.wholeGroups.add(new DirectoryKey<>(directory, uuid));
        }
    }

    private void addUserBody(UUID directory, JsonNode body) {
        addUserName(directory, body.path("userName"));
        addExternalId(directory, body.path("externalId"));
        Addresses.collect(body, wanted.addresses);
    }

    private void addGroupBody(UUID directory, @Nullable UUID group, JsonNode body) {
        addGroupName(directory, body.path("displayName"));
        for (JsonNode member : body.path("members")) {
            addReference(directory, group, member.path("value").asText());
        }
    }

    private void addUserOperation(UUID directory, PatchOperation operation) {
        JsonNode value = operation.value();
        if (value == null) {
            return;
        }
        Addresses.collect(value, wanted.addresses);
        if (operation.path() == null) {
            value.properties().forEach(field -> addUserField(directory, field.getKey(), field.getValue()));
        } else {
            addUserField(directory, operation.path().attribute().attribute(), value);
        }
    }

    private void addUserField(UUID directory, String name, JsonNode value) {
        String attribute = name.substring(name.lastIndexOf(':') + 1);
        if (attribute.equalsIgnoreCase("userName")) {
            addUserName(directory, value);
        } else if (attribute.equalsIgnoreCase("externalId")) {
            addExternalId(directory, value);
        }
    }

    private void addUserName(UUID directory, JsonNode value) {
        if (value.isTextual()) {
            wanted.userNames.add(new DirectoryKey<>(directory, CaseFold.fold(value.textValue())));
            wanted.parkedValues.add(new DirectoryKey<>(directory, value.textValue()));
        }
    }

    private void addExternalId(UUID directory, JsonNode value) {
        if (value.isTextual()) {
            wanted.externalIds.add(new DirectoryKey<>(directory, value.textValue()));
            wanted.parkedValues.add(new DirectoryKey<>(directory, value.textValue()));
        }
    }

    private void addGroupPatch(UUID directory, String id, List<MembershipStep> steps) {
        OfStep kinds = new OfStep(directory, id);
        steps.forEach(step -> step.match(kinds));
    }

    /** What each kind of step of a PATCH on a group touches. */
    private final class OfStep implements MembershipStep.Cases<Wanted> {

        private final UUID directory;
        private final String id;
        private final @Nullable UUID group;

        OfStep(UUID directory, String id) {
            this.directory = directory;
            this.id = id;
            this.group = Wanted.uuid(id);
        }

        @Override
        public Wanted attributes(MembershipStep.Attributes step) {
            step.patch().operations().forEach(operation -> addGroupOperation(directory, operation));
            return wanted;
        }

        @Override
        public Wanted add(MembershipStep.Add step) {
            step.members().forEach(ref -> addReference(directory, group, ref.value()));
            return wanted;
        }

        @Override
        public Wanted remove(MembershipStep.Remove step) {
            step.values().forEach(value -> addReference(directory, group, value));
            return wanted;
        }

        @Override
        public Wanted removeMatching(MembershipStep.RemoveMatching step) {
            addWholeGroup(directory, id);
            return wanted;
        }

        @Override
        public Wanted set(MembershipStep.Set step) {
            addWholeGroup(directory, id);
            step.members().forEach(ref -> addReference(directory, group, ref.value()));
            return wanted;
        }
    }

    private void addGroupOperation(UUID directory, PatchOperation operation) {
        JsonNode value = operation.value();
        if (value == null) {
            return;
        }
        if (operation.path() != null) {
            addGroupName(directory, value);
        } else {
            value.elements().forEachRemaining(field -> addGroupName(directory, field));
        }
    }

    private void addGroupName(UUID directory, JsonNode value) {
        if (value.isTextual()) {
            wanted.groupNames.add(new DirectoryKey<>(directory, CaseFold.fold(value.textValue())));
        }
    }

    private void addReference(UUID directory, @Nullable UUID group, String value) {
        wanted.references.add(directory, group, value);
        addId(directory, true, value);
    }
}
