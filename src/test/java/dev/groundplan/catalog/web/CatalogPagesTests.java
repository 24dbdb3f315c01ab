package dev.groundplan.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.groundplan.catalog.CatalogPortal;
import dev.groundplan.catalog.TemplateFolders;
import dev.groundplan.engine.Engines;
import dev.groundplan.identity.PersonId;
import dev.groundplan.identity.Role;
import dev.groundplan.identity.TeamId;
import dev.groundplan.identity.Viewer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.util.FileSystemUtils;

class CatalogPagesTests {
    private static final String XSS = "<img src=x onerror=alert(1)>";

    @TempDir Path temp;
    private Path folders;
    private CatalogPortal portal;
    private MockMvc mvc;
    private Map<TeamId, Role> roles = Map.of(new TeamId(new UUID(0, 2)), Role.REQUESTER);
    private boolean admin;

    @BeforeEach
    void open() throws IOException {
        folders = Files.createDirectories(temp.resolve("folders"));
        portal = CatalogPortal.open(temp.resolve("data"), folders);
        mvc = mvc();
    }

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void showsEveryTemplateAsACard() throws Exception {
        TemplateFolders.good(folders, "shop", "1.2.0");
        portal.imports().run();

        var page = page("/catalog");

        var card = page.selectFirst("article.gp-template");
        assertThat(card.text()).contains("The shop", "For tests.", "Terraform", "demo", "1.2.0");
        assertThat(card.select("a").attr("href")).isEqualTo("/catalog/shop");
        assertThat(page.select("main [role=status]").text()).isEqualTo("1 template");
        assertThat(page.select("form[method=post]")).isEmpty();
    }

    @Test
    void findsByTextToolAndTag() throws Exception {
        TemplateFolders.good(folders, "shop", "1.2.0");
        TemplateFolders.write(folders.resolve("network/main.tf"), "");
        portal.imports().run();

        assertThat(page("/catalog?q=SHOP").select("article h2").eachText())
                .containsExactly("The shop");
        assertThat(page("/catalog?tag=demo&engine=terraform").select("article h2").eachText())
                .containsExactly("The shop");
        assertThat(page("/catalog?engine=%25%7B").text()).contains("No template fits");
        var filtered = page("/catalog?q=shop&tag=demo");
        assertThat(filtered.select("a.gp-chip[aria-current]").attr("href"))
                .isEqualTo("/catalog?q=shop");
        assertThat(filtered.select("input[name=tag]").attr("value")).isEqualTo("demo");
        assertThat(page("/catalog?q=" + "%3Cb%3E").select("b")).isEmpty();
    }

    @Test
    void showsABrokenTemplateInTheListAndOnItsPage() throws Exception {
        var shop = TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();
        TemplateFolders.write(
                shop.resolve("template.yaml"),
                TemplateFolders.manifest("shop", "1.1.0") + "  paramters: {}\n");
        TemplateFolders.write(folders.resolve("bad/template.yaml"), "kind: Template");
        portal.imports().run();

        assertThat(page("/catalog").text())
                .contains(
                        "Newest files are broken",
                        "template.yaml:10: Unknown key 'paramters'",
                        "Broken");
        var page = page("/catalog/shop");
        assertThat(page.text())
                .contains(
                        "version 1.0.0, the last good one",
                        "template.yaml, line 10",
                        "Did you mean 'parameters'?");
        assertThat(page.select("a.btn-primary").attr("href"))
                .isEqualTo("/environments/new?template=shop");
        var never = page("/catalog/bad");
        assertThat(never.text()).contains("can't be requested until its files are repaired");
        assertThat(never.select("a.btn-primary, nav.gp-tabs")).isEmpty();
        assertThat(never.text()).doesNotContain(folders.toString());
        admin = true;
        assertThat(page("/catalog/bad").text()).contains(folders.resolve("bad").toString());
    }

    @Test
    void showsWhatATemplateIs() throws Exception {
        TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();

        var page = page("/catalog/shop");

        assertThat(page.select("h1").eachText()).containsExactly("The shop");
        assertThat(page.select(".gp-readme em").text()).isEqualTo("good");
        assertThat(page.select("nav.gp-tabs a").eachAttr("href"))
                .containsExactly(
                        "/catalog/shop",
                        "/catalog/shop/parameters",
                        "/catalog/shop/outputs",
                        "/catalog/shop/versions");
        assertThat(page.text()).contains("Tools needed", "1.11.4", "Here");
    }

    @Test
    void offersARequestToRequestersOnly() throws Exception {
        TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();
        roles = Map.of(new TeamId(new UUID(0, 2)), Role.APPROVER);

        var page = page("/catalog/shop");

        assertThat(page.select("main a.btn-primary")).isEmpty();
        assertThat(page.text()).contains("Requesters of a team can request it.");
    }

    @Test
    void saysWhichToolIsMissingAndHowToGetIt() throws Exception {
        TemplateFolders.write(
                folders.resolve("site/template.yaml"),
                TemplateFolders.manifest("site", "1.0.0")
                        .replace("engine: terraform", "engine: ansible"));
        TemplateFolders.write(
                folders.resolve("site/terraform/declares.json"), TemplateFolders.DECLARES);
        TemplateFolders.write(
                folders.resolve("new/template.yaml"),
                TemplateFolders.manifest("new", "1.0.0")
                        .replace("spec:", "spec:\n  tools: {terraform: '>= 2'}"));
        TemplateFolders.write(
                folders.resolve("new/terraform/declares.json"), TemplateFolders.DECLARES);
        portal.imports().run();

        assertThat(page("/catalog/site").text()).contains("Missing", "Install ansible-core.");
        assertThat(page("/catalog/new").text())
                .contains("Missing", "Installed is 1.11.4, which does not fit");
    }

    @Test
    void listsParametersOutputsAndVersions() throws Exception {
        TemplateFolders.good(folders, "shop", "1.0.0");
        TemplateFolders.write(
                folders.resolve("shop/CHANGELOG.md"), "# Changes\n\n## 1.0.0\n\nFirst.");
        portal.imports().run();

        var parameters = page("/catalog/shop/parameters");
        assertThat(parameters.select("tbody tr").eachText())
                .anySatisfy(row -> assertThat(row).contains("size", "number", "2", "1 to 6"));
        assertThat(parameters.select("tbody tr").eachText())
                .anySatisfy(row -> assertThat(row).contains("password", "secret"));
        assertThat(page("/catalog/shop/outputs").text())
                .contains("token", "secret", "${{ steps.main.outputs.url }}");
        var versions = page("/catalog/shop/versions");
        assertThat(versions.text()).contains("1.0.0 current", "First.");
        assertThat(versions.select("code[title^=sha256:]")).hasSize(1);
    }

    @Test
    void saysThatAFolderIsGone() throws Exception {
        var shop = TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();
        FileSystemUtils.deleteRecursively(shop);
        portal.imports().run();

        assertThat(page("/catalog").text()).contains("The catalog is empty");
        var page = page("/catalog/shop");
        assertThat(page.text()).contains("no longer in the catalog");
        assertThat(page.select("a.btn-primary")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/catalog/none",
                "/catalog/shop/about",
                "/catalog/shop/nothing",
                "/catalog/none/versions"
            })
    void knowsNoOtherAddresses(String path) throws Exception {
        TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();

        assertThat(mvc.perform(get(path)).andReturn().getResponse().getStatus()).isEqualTo(404);
    }

    @Test
    void letsAdminsImport() throws Exception {
        admin = true;
        assertThat(page("/catalog").select("form[method=post]").attr("action"))
                .isEqualTo("/catalog/import");
        TemplateFolders.good(folders, "shop", "1.0.0");

        var result = mvc.perform(post("/catalog/import")).andReturn();

        assertThat(result.getResponse().getRedirectedUrl()).isEqualTo("/catalog");
        assertThat(result.getFlashMap().get("notice")).isEqualTo("Catalog imported: 1 imported.");
        assertThat(page("/catalog").select("article")).hasSize(1);
    }

    @Test
    void showsTextsAsTexts() throws Exception {
        TemplateFolders.good(folders, "shop", "1.0.0");
        TemplateFolders.write(
                folders.resolve("shop/README.md"), "# Hi " + XSS + "\n\n[x](javascript:alert(1))");
        TemplateFolders.write(
                folders.resolve("shop/template.yaml"),
                """
                apiVersion: groundplan.dev/v1
                kind: Template
                metadata: {name: shop, title: 'T %1$s', owner: 'O %1$s', description: 'D %1$s', version: 1.0.0}
                spec:
                  parameters:
                    title: 'P %1$s'
                    description: 'PD %1$s'
                    properties:
                      size: {title: 'S %1$s', description: 'SD %1$s', 'ui:help': 'SH %1$s', oneOf: [{const: 1, title: 'C %1$s'}], default: 1}
                      name: {examples: ['E %1$s'], pattern: '<img .*'}
                  steps: [{id: main, engine: terraform, source: terraform}]
                  outputs: {url: {title: 'U %1$s', value: 'V %1$s'}}
                """
                        .formatted(XSS));
        TemplateFolders.write(
                folders.resolve("bad/template.yaml"), "'" + XSS + "': 1\nkind: '" + XSS + "'");
        portal.imports().run();

        for (var path :
                new String[] {
                    "/catalog",
                    "/catalog/shop",
                    "/catalog/shop/parameters",
                    "/catalog/shop/outputs",
                    "/catalog/shop/versions",
                    "/catalog/bad"
                }) {
            var page = page(path);
            assertThat(
                            page.select(
                                    "main img, main script, main [onerror], main [style], main a[href^=javascript]"))
                    .as(path)
                    .isEmpty();
            assertThat(page.select("main").text()).as(path).doesNotContain("??");
        }
        assertThat(page("/catalog").select("article h2").text()).contains("T " + XSS);
    }

    private Document page(String path) throws Exception {
        var response = mvc.perform(get(URI.create(path))).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return Jsoup.parse(response.getContentAsString());
    }

    private MockMvc mvc() {
        var engines = portal.bean(Engines.class);
        var catalogPages = new CatalogPages(portal.catalog(), engines);
        var templatePages = new TemplatePages(portal.catalog(), engines, new ToolRows(engines));
        return PageRendering.of(
                () -> new Viewer(new PersonId(new UUID(0, 1)), "ada", "Ada", roles, admin, false),
                new CatalogController(catalogPages),
                new TemplateController(templatePages),
                new CatalogImportController(portal.imports()));
    }
}
