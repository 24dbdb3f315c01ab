package dev.groundplan.identity;

/**
 * What a person is in a team: viewer ⊂ requester, viewer ⊂ approver; owner is both, and keeps the
 * team's settings.
 */
public enum Role {
    VIEWER,
    REQUESTER,
    APPROVER,
    OWNER;

    public boolean requests() {
        return this == REQUESTER || this == OWNER;
    }

    public boolean approves() {
        return this == APPROVER || this == OWNER;
    }
}
