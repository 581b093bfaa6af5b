package dev.rollcall.adapters.entra.simulate;

import dev.rollcall.spi.simulate.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user of the tenant: the true state there, and the state that the job has reported to the gateway. The job's work
 * follows from the difference. Used by one thread at a time.
 */
final class EntraAccount {

    /** How long a deleted user can be restored; after that it is purged. */
    static final Duration RESTORABLE = Duration.ofDays(30);

    private final String externalId;
    private final @Nullable String formerId;
    private Person person;
    private boolean active = true;
    private @Nullable Instant deleted;
    private boolean purged;
    private @Nullable EntraAccount manager;

    private @Nullable String id;
    private boolean posted;
    private @Nullable Person toldPerson;
    private boolean toldActive;
    private @Nullable String toldManager;

    EntraAccount(Person person) {
        this(person, person.nickname(), null);
    }

    private EntraAccount(Person person, String externalId, @Nullable String formerId) {
        this.person = person;
        this.externalId = externalId;
        this.formerId = formerId;
    }

    /** The mail nickname at first, as Entra maps it by default. */
    String externalId() {
        return externalId;
    }

    Person person() {
        return person;
    }

    boolean isActive() {
        return active;
    }

    void become(Person other) {
        person = other;
    }

    /** Unassigned, out of scope, or disabled. */
    void leave() {
        active = false;
    }

    void comeBack() {
        active = true;
    }

    void reportTo(EntraAccount other) {
        manager = other;
    }

    /** The user is locked out at once and purged {@link #RESTORABLE thirty days} later. */
    void delete(Instant now) {
        active = false;
        deleted = now;
    }

    /** Purges a user whose time has come. */
    void age(Instant now) {
        if (deleted != null && !deleted.plus(RESTORABLE).isAfter(now)) {
            purge();
        }
    }

    void purge() {
        active = false;
        purged = true;
    }

    boolean isPurged() {
        return purged;
    }

    /** Somebody new in the tenant for whom the gateway must find this user again: same externalId, another name. */
    EntraAccount hiredAgain() {
        return new EntraAccount(person.renamed(), externalId, id());
    }

    /** The id that a new user must be given, because somebody comes back; null for all others. */
    @Nullable
    String formerId() {
        return formerId;
    }

    boolean isLinked() {
        return id != null;
    }

    /** The gateway's id of a user that is linked. */
    String id() {
        return Objects.requireNonNull(id, "not linked");
    }

    /** A POST is on its way: when no answer comes the user may be there, and must be found even if it has left by then. */
    void posting() {
        posted = true;
    }

    void linked(String to) {
        id = to;
    }

    /** Nothing of this user is at the gateway. */
    void notThere() {
        posted = false;
    }

    void unlinked() {
        id = null;
        posted = false;
        toldPerson = null;
        toldManager = null;
    }

    /** What was told last, or null when the gateway has been told nothing yet. */
    @Nullable
    Person toldPerson() {
        return toldPerson;
    }

    boolean isToldActive() {
        return toldActive;
    }

    /** A change is on its way: until its answer is there, nobody knows what the gateway holds. */
    void telling() {
        toldPerson = null;
    }

    void told() {
        toldPerson = person;
        toldActive = active;
    }

    /** Whether the user itself has to be told. */
    boolean isDue() {
        if (id == null) {
            return !purged && (active || posted);
        }
        return purged || !person.equals(toldPerson) || active != toldActive;
    }

    /** The manager's id when it has to be told, or null. */
    @Nullable
    String dueManager() {
        String wanted = manager == null || id == null || !manager.isLinked() ? null : manager.id();
        return wanted == null || wanted.equals(toldManager) ? null : wanted;
    }

    @Nullable
    String toldManager() {
        return toldManager;
    }

    void toldManager(String manager) {
        toldManager = manager;
    }
}
