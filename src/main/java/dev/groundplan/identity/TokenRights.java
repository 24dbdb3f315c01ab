package dev.groundplan.identity;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a person's rights down to what a token allows, so that services need not know about tokens.
 */
final class TokenRights {
    private TokenRights() {}

    static Viewer narrow(Viewer viewer, Set<TokenScope> scopes) {
        Map<TeamId, Role> roles = new HashMap<>();
        viewer.roles().forEach((team, role) -> roles.put(team, narrow(role, scopes)));
        return new Viewer(
                viewer.id(),
                viewer.username(),
                viewer.name(),
                Map.copyOf(roles),
                viewer.admin() && scopes.contains(TokenScope.ADMIN),
                viewer.seesAll() && scopes.contains(TokenScope.READ));
    }

    private static Role narrow(Role role, Set<TokenScope> scopes) {
        boolean requests = role.requests() && scopes.contains(TokenScope.REQUEST);
        boolean approves = role.approves() && scopes.contains(TokenScope.APPROVE);
        if (role == Role.OWNER && requests && approves && scopes.contains(TokenScope.ADMIN)) {
            return Role.OWNER;
        }
        // No role means "requests and approves, but is no owner": the request scope wins then.
        return requests ? Role.REQUESTER : approves ? Role.APPROVER : Role.VIEWER;
    }
}
