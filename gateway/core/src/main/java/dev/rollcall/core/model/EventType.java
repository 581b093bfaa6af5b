package dev.rollcall.core.model;

import com.google.common.collect.ImmutableList;

/** Every kind of event that an application may learn of, with the shape of its {@code data}. */
public enum EventType {
    MEMBER_INVITED("member.invited", Subject.MEMBER, "A person was invited by hand."),
    MEMBER_ADDED("member.added", Subject.MEMBER, "A person is a member from now on."),
    MEMBER_ADOPTED("member.adopted", Subject.MEMBER, "A directory has taken over a member whom no directory managed."),
    MEMBER_UPDATED(
            "member.updated",
            Subject.MEMBER,
            "The address, the name, the seat, the manager or the record of a member has changed; `changed` says what."),
    MEMBER_AWAITS_ADDRESS(
            "member.awaits_address",
            Subject.MEMBER,
            "A member is to have the address `awaitedEmail`, which another person has for the moment."),
    MEMBER_ROLE_CHANGED("member.role_changed", Subject.MEMBER, "A member has another role."),
    MEMBER_SUSPENDED("member.suspended", Subject.MEMBER, "A member has lost access, and stays as a suspended one."),
    MEMBER_RESTORED(
            "member.restored",
            Subject.MEMBER,
            "A suspended member has access again, or an undo has brought a member back."),
    MEMBER_UNMANAGED("member.unmanaged", Subject.MEMBER, "A member stays whom a directory manages no more."),
    MEMBER_REPLACED(
            "member.replaced",
            Subject.MEMBER,
            "The record of a member is another person's from now on, by another externalId; what the former one had"
                    + " has ended."),
    MEMBER_REMOVED("member.removed", Subject.MEMBER, "A person is no longer a member."),
    USER_EXCLUDED("user.excluded", Subject.USER, "A directory has sent a user whom a rule keeps out."),
    USER_REPLACED(
            "user.replaced",
            Subject.USER,
            "A record is another person's from now on, by another externalId, and nobody is a member by it."),
    USER_DELETE_PASSED_OVER(
            "user.delete_passed_over",
            Subject.USER,
            "A DELETE was answered and not done, because it is for what held this id before."),
    GROUP_CREATED("group.created", Subject.GROUP, "A directory has sent a group."),
    GROUP_UPDATED("group.updated", Subject.GROUP, "An attribute of a group has changed, such as its name."),
    GROUP_MEMBERS_CHANGED(
            "group.members_changed",
            Subject.GROUP,
            "Members came into a group or left it: `added` and `removed`, at most a hundred together; of more there are"
                    + " more events."),
    GROUP_DELETED("group.deleted", Subject.GROUP, "A group is gone, with its memberships."),
    HOLD_OPENED("hold.opened", Subject.HOLD, "A rule keeps a change from happening."),
    HOLD_CLOSED("hold.closed", Subject.HOLD, "A hold has ended."),
    RECOVERY_GRANTED("recovery.granted", Subject.RECOVERY, "The operator has made a person an admin for a time."),
    RECOVERY_ENDED("recovery.ended", Subject.RECOVERY, "A person who was an admin for a time no longer is."),
    CONFLICT_OPENED(
            "conflict.opened",
            Subject.CONFLICT,
            "Another organisation has verified the domain of a member's address; the member stays until the operator"
                    + " decides."),
    CONFLICT_KEPT(
            "conflict.kept",
            Subject.CONFLICT,
            "The operator keeps a member whose address is of another organisation's domain."),
    CONFLICT_RELEASED(
            "conflict.released",
            Subject.CONFLICT,
            "The operator, or the end of a time, gives the address of a member to the owner of its domain."),
    DOMAIN_CLAIMED("domain.claimed", Subject.DOMAIN, "The organisation wants to prove a domain."),
    DOMAIN_VERIFIED("domain.verified", Subject.DOMAIN, "A domain is the organisation's own."),
    DOMAIN_RECORD_LOST(
            "domain.record_lost", Subject.DOMAIN, "The DNS record of a verified domain is gone; nobody loses access."),
    DOMAIN_RECORD_FOUND("domain.record_found", Subject.DOMAIN, "The DNS record of a verified domain is back."),
    DOMAIN_RELEASED("domain.released", Subject.DOMAIN, "A domain is the organisation's no more, or no longer claimed."),
    DIRECTORY_CREATED("directory.created", Subject.DIRECTORY, "An organisation has a new directory, as a draft."),
    DIRECTORY_PREVIEW_STARTED(
            "directory.preview_started",
            Subject.DIRECTORY,
            "A directory is in preview: what it sends is stored and has no effect."),
    DIRECTORY_ACTIVATED("directory.activated", Subject.DIRECTORY, "A directory is live."),
    DIRECTORY_PAUSED("directory.paused", Subject.DIRECTORY, "A directory is paused: effects wait."),
    DIRECTORY_RESUMED("directory.resumed", Subject.DIRECTORY, "A paused directory is live again."),
    DIRECTORY_DEACTIVATED("directory.deactivated", Subject.DIRECTORY, "A directory is live no more."),
    DIRECTORY_DELETED(
            "directory.deleted", Subject.DIRECTORY, "A draft was deleted, with the users and groups sent to it."),
    DIRECTORY_SETTINGS_CHANGED(
            "directory.settings_changed",
            Subject.DIRECTORY_SETTINGS,
            "It was changed what a directory is called, how its requests are read, or how it is reached."),
    DIRECTORY_RULES_CHANGED(
            "directory.rules_changed",
            Subject.DIRECTORY_RULES,
            "The default role of a directory, whether groups in groups count, or its guard against mass changes has"
                    + " changed."),
    DIRECTORY_ROLE_ASSIGNMENTS_CHANGED(
            "directory.role_assignments_changed",
            Subject.ROLE_ASSIGNMENTS,
            "Which groups give which roles has changed, or in which order."),
    DIRECTORY_MASS_CHANGE_HELD(
            "directory.mass_change_held",
            Subject.DIRECTORY,
            "A directory would take out too many people: how many are held, in `people`."),
    DIRECTORY_MASS_CHANGE_ENDED(
            "directory.mass_change_ended",
            Subject.DIRECTORY,
            "Nobody is held by a mass change of the directory any more."),
    ACTIVATION_UNDONE("activation.undone", Subject.DIRECTORY, "What an activation had made was taken back."),
    CREDENTIAL_ISSUED("credential.issued", Subject.CREDENTIAL, "A directory has a new credential."),
    CREDENTIAL_ENDING(
            "credential.ending",
            Subject.CREDENTIAL,
            "A credential of a directory ends soon: told once each 30, 14, 7 and 1 days before, with `days` and with"
                    + " how many `others` of the directory last longer."),
    CREDENTIAL_EXPIRED(
            "credential.expired",
            Subject.CREDENTIAL,
            "A credential of a directory has reached its end, and requests with it are refused. `others` says how many"
                    + " are still valid."),
    CREDENTIAL_REVOKED("credential.revoked", Subject.CREDENTIAL, "A credential of a directory was ended by hand."),
    ORGANIZATION_CREATED("organization.created", Subject.ORGANIZATION, "There is a new organisation."),
    ORGANIZATION_RENAMED("organization.renamed", Subject.ORGANIZATION, "An organisation has another name."),
    ORGANIZATION_PLAN_CHANGED(
            "organization.plan_changed",
            Subject.ORGANIZATION,
            "The plan, or how many seats are purchased, has changed."),
    ORGANIZATION_POLICY_CHANGED(
            "organization.policy_changed",
            Subject.ORGANIZATION,
            "A policy has changed: what happens when all seats are taken, unverified domains, protection of the last"
                    + " admin."),
    ORGANIZATION_NO_LONGER_ELIGIBLE(
            "organization.no_longer_eligible",
            Subject.ORGANIZATION,
            "The plan and the seats allow no directory any more; those that run go on.");

    /** What events are about, and which fields their {@code data} always has: the state after the event. */
    public enum Subject {
        /** Status {@code removed}, no role and no seat stand for a member who is gone. */
        MEMBER("the member", ImmutableList.of("email", "displayName", "role", "status", "seat", "reason")),
        USER("the user of the directory", ImmutableList.of("userName", "reason")),
        /** State {@code deleted} for one that is gone. */
        GROUP("the group", ImmutableList.of("displayName", "state", "reason")),
        HOLD("the member, or else the user", ImmutableList.of("holdId", "kind", "state", "effect", "email", "reason")),
        RECOVERY("the member", ImmutableList.of("email", "grantedBy", "state", "reason")),
        CONFLICT("the member", ImmutableList.of("email", "domain", "state", "reason")),
        DOMAIN("the organisation", ImmutableList.of("domain", "state", "reason")),
        DIRECTORY("the directory", ImmutableList.of("name", "state", "reason")),
        /** The rest of what can be set is read from the API; {@code changed} says of what. */
        DIRECTORY_SETTINGS(
                "the directory",
                ImmutableList.of(
                        "name", "state", "provider", "mode", "disabledQuirks", "changed", "previous", "reason")),
        DIRECTORY_RULES(
                "the directory",
                ImmutableList.of("name", "state", "defaultRole", "nestedGroups", "massGuard", "previous", "reason")),
        ROLE_ASSIGNMENTS("the directory", ImmutableList.of("name", "state", "roleAssignments", "reason")),
        /** Never with a secret; {@code expires} is null for one that does not end. */
        CREDENTIAL("the credential", ImmutableList.of("prefix", "state", "expires", "reason")),
        ORGANIZATION(
                "the organisation",
                ImmutableList.of(
                        "plan",
                        "purchasedSeats",
                        "enterpriseMaxSeats",
                        "seatPolicy",
                        "overflowRole",
                        "unverifiedDomains",
                        "lastAdminProtection",
                        "reason"));

        private final String words;
        private final ImmutableList<String> always;

        Subject(String words, ImmutableList<String> always) {
            this.words = words;
            this.always = always;
        }

        /** Whose id {@code subject} is. */
        public String words() {
            return words;
        }

        /** The fields that are always there. */
        public ImmutableList<String> always() {
            return always;
        }
    }

    private final String word;
    private final Subject subject;
    private final String meaning;

    EventType(String word, Subject subject, String meaning) {
        this.word = word;
        this.subject = subject;
        this.meaning = meaning;
    }

    /** The type in the database and the API. */
    public String word() {
        return word;
    }

    public Subject subject() {
        return subject;
    }

    /** What has happened, as a sentence. */
    public String meaning() {
        return meaning;
    }
}
