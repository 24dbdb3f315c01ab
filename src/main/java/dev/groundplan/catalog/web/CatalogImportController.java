package dev.groundplan.catalog.web;

import dev.groundplan.catalog.CatalogImport;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.TokenScope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Reads the catalog's folders now, instead of at the next start. */
@Controller
@Allowed(value = Allowed.To.ADMINS, scope = TokenScope.ADMIN)
class CatalogImportController {
    private final CatalogImport catalogImport;

    CatalogImportController(CatalogImport catalogImport) {
        this.catalogImport = catalogImport;
    }

    @PostMapping("/catalog/import")
    String run(RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "notice", "Catalog imported: " + catalogImport.run().summary() + ".");
        return "redirect:/catalog";
    }
}
