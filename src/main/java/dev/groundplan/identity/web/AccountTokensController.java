package dev.groundplan.identity.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.NewToken;
import dev.groundplan.identity.Viewer;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One's own API tokens. A new one is in the answer itself: a redirect would have to store it. */
@Controller
@RequestMapping("/account/tokens")
@Allowed(Allowed.To.MEMBERS)
class AccountTokensController {
    private final ApiTokens tokens;
    private final AccountPages pages;
    private final Clock clock;

    AccountTokensController(ApiTokens tokens, AccountPages pages, Clock clock) {
        this.tokens = tokens;
        this.pages = pages;
        this.clock = clock;
    }

    @PostMapping
    ModelAndView create(TokenForm form, Viewer viewer) {
        try {
            NewToken created =
                    tokens.create(
                            viewer, form.name(), form.chosen(), clock.instant().plus(form.life()));
            return pages.page(viewer, HttpStatus.CREATED, Map.of("newToken", created.secret()));
        } catch (InvalidFieldsException refused) {
            return pages.page(
                    viewer,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Map.of("tokenForm", form, "tokenProblems", refused.problems()));
        }
    }

    @PostMapping("/{id}/revocation")
    String revoke(@PathVariable UUID id, Viewer viewer) {
        tokens.revoke(id, viewer.id(), viewer);
        return "redirect:/account";
    }
}
