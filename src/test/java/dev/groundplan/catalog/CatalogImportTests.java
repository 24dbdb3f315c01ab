package dev.groundplan.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.groundplan.catalog.ImportReport.Result;
import dev.groundplan.catalog.manifest.TemplateReader;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class CatalogImportTests {
    @TempDir Path temp;
    private Path folders;
    private CatalogPortal portal;

    @BeforeEach
    void open() throws IOException {
        folders = Files.createDirectories(temp.resolve("folders"));
        portal = CatalogPortal.open(temp.resolve("data"), folders);
    }

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void importsEveryFolderWithFiles() throws IOException {
        TemplateFolders.good(folders, "shop", "1.0.0");
        TemplateFolders.write(folders.resolve("plain-module/main.tf"), "");
        TemplateFolders.write(folders.resolve("modules/shared/main.tf"), "");
        Files.createDirectories(folders.resolve("empty"));
        Files.writeString(folders.resolve("README.md"), "not a template");

        assertThat(portal.imports().run().summary()).isEqualTo("2 imported");

        assertThat(portal.catalog().search(CatalogQuery.EVERYTHING))
                .extracting(TemplateListItem::name)
                .containsExactly("plain-module", "shop");
        assertThat(portal.catalog().current("plain-module"))
                .get()
                .extracting(TemplateVersion::version)
                .isEqualTo("0.0.1");
        var shop = portal.catalog().current("shop").orElseThrow();
        assertThat(portal.catalog().version(shop.id())).isEqualTo(shop);
        assertThat(shop.digest()).startsWith("sha256:");
        assertThat(portal.bean(ImportedEvents.class).events)
                .contains(new TemplateImported(shop.id(), "shop", "1.0.0"));
    }

    @Test
    void keepsTheDescriptorThroughTheDatabase() {
        TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();

        var descriptor = portal.catalog().current("shop").orElseThrow().descriptor();

        assertThat(JsonCodec.descriptor(JsonCodec.write(descriptor))).isEqualTo(descriptor);
        assertThat(descriptor.form().schema().at("/properties/size/maximum").asInt()).isEqualTo(6);
        assertThat(descriptor.steps().get(0).engine()).isEqualTo(new EngineKind("terraform"));
    }

    @Test
    void addsNothingWhenNothingChanged() {
        TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();

        assertThat(portal.imports().run().summary()).isEqualTo("1 unchanged");

        assertThat(rows("template_version")).isOne();
        assertThat(rows("artifact")).isOne();
    }

    @Test
    void keepsOldVersionsBesideTheNewOne() {
        TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();
        TemplateFolders.good(folders, "shop", "1.1.0");
        portal.imports().run();

        assertThat(portal.catalog().current("shop"))
                .get()
                .extracting(TemplateVersion::version)
                .isEqualTo("1.1.0");
        assertThat(portal.catalog().find("shop", "1.0.0")).isPresent();
        assertThat(portal.catalog().details("shop").orElseThrow().versions()).hasSize(2);
    }

    @Test
    void goesBackToAVersionWhoseFilesAreBack() {
        TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();
        TemplateFolders.good(folders, "shop", "1.1.0");
        portal.imports().run();
        TemplateFolders.good(folders, "shop", "1.0.0");

        assertThat(portal.imports().run().summary()).isEqualTo("1 unchanged");
        assertThat(portal.catalog().current("shop"))
                .get()
                .extracting(TemplateVersion::version)
                .isEqualTo("1.0.0");
    }

    @Test
    void refusesOtherContentUnderTheSameVersion() {
        var shop = TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();
        var before = portal.catalog().current("shop");
        TemplateFolders.write(shop.resolve("terraform/extra.tf"), "# changed");

        portal.imports().run();

        assertThat(portal.catalog().current("shop")).isEqualTo(before);
        assertThat(problem("shop"))
                .isEqualTo(
                        "template.yaml:3: The files changed, but version 1.0.0 is already in the catalog"
                                + " with other content. Raise metadata.version.");
        TemplateFolders.good(folders, "shop", "1.0.1");
        portal.imports().run();
        assertThat(portal.catalog().details("shop").orElseThrow().problems()).isEmpty();
    }

    @Test
    void countsVersionsThatNobodyGave() {
        TemplateFolders.write(folders.resolve("plain/main.tf"), "# 1");
        portal.imports().run();
        TemplateFolders.write(folders.resolve("plain/main.tf"), "# 2");
        portal.imports().run();

        assertThat(portal.catalog().current("plain"))
                .get()
                .extracting(TemplateVersion::version)
                .isEqualTo("0.0.2");
    }

    @Test
    void keepsTheLastGoodVersionOfABrokenTemplateAndSaysWhatIsWrong() {
        var shop = TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();
        TemplateFolders.write(
                shop.resolve("template.yaml"), "apiVersion: groundplan.dev/v1\nmetadata: [\n");

        assertThat(portal.imports().run().summary()).isEqualTo("1 broken");

        assertThat(problem("shop")).startsWith("template.yaml:3: This is not valid YAML");
        assertThat(portal.catalog().current("shop")).isPresent();
        var item = portal.catalog().search(CatalogQuery.EVERYTHING).get(0);
        assertThat(item.broken()).isTrue();
        assertThat(item.version()).isEqualTo("1.0.0");
    }

    @Test
    void knowsABrokenTemplateByItsFolder() throws IOException {
        var folder = TemplateFolders.good(folders, "shop", "1.0.0");
        var renamed = folders.resolve("some-other-folder");
        Files.move(folder, renamed);
        portal.imports().run();
        TemplateFolders.write(renamed.resolve("template.yaml"), "a: !!x b");
        portal.imports().run();

        assertThat(portal.catalog().search(CatalogQuery.EVERYTHING))
                .extracting(TemplateListItem::name)
                .containsExactly("shop");
    }

    @Test
    void showsATemplateThatWasNeverGood() {
        TemplateFolders.write(folders.resolve("bad/template.yaml"), "kind: Template");
        portal.imports().run();

        assertThat(portal.catalog().search(CatalogQuery.EVERYTHING))
                .singleElement()
                .satisfies(
                        item -> {
                            assertThat(item.name()).isEqualTo("bad");
                            assertThat(item.broken()).isTrue();
                            assertThat(item.version()).isNull();
                        });
        assertThat(portal.catalog().current("bad")).isEmpty();
        assertThat(portal.catalog().details("bad").orElseThrow().current()).isNull();
    }

    @Test
    void refusesALinkThatLeavesTheFolder() throws IOException {
        var shop = TemplateFolders.good(folders, "shop", "1.0.0");
        Files.createSymbolicLink(shop.resolve("terraform/evil.tf"), Path.of("/etc/passwd"));
        portal.imports().run();

        assertThat(problem("shop")).startsWith("terraform/evil.tf: This is a link.");
        assertThat(portal.catalog().current("shop")).isEmpty();
    }

    @Test
    void removesATemplateWhoseFolderIsGoneButKeepsItsVersions() throws IOException {
        var shop = TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();
        var version = portal.catalog().current("shop").orElseThrow();
        FileSystemUtils.deleteRecursively(shop);

        assertThat(portal.imports().run().summary()).isEqualTo("1 removed");

        assertThat(portal.catalog().search(CatalogQuery.EVERYTHING)).isEmpty();
        assertThat(portal.catalog().current("shop")).isEmpty();
        assertThat(portal.catalog().version(version.id())).isEqualTo(version);
        assertThat(portal.catalog().details("shop").orElseThrow().removed()).isTrue();
        TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();
        assertThat(portal.catalog().current("shop")).isPresent();
    }

    @Test
    void leavesTemplatesAloneWhoseCatalogFolderCantBeRead() throws IOException {
        TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();
        Files.move(folders, temp.resolve("away"));

        assertThat(portal.imports().run().summary()).isEqualTo("1 broken");

        assertThat(portal.catalog().current("shop")).isPresent();
    }

    @Test
    void leavesOutTheSecondOfTwoWithOneName() throws IOException {
        TemplateFolders.good(folders, "shop", "1.0.0");
        Files.move(TemplateFolders.good(temp, "shop", "2.0.0"), folders.resolve("z-shop"));

        var report = portal.imports().run();

        assertThat(report.entries())
                .extracting(ImportReport.Entry::result)
                .containsExactly(Result.IMPORTED, Result.BROKEN);
        assertThat(portal.catalog().current("shop"))
                .get()
                .extracting(TemplateVersion::version)
                .isEqualTo("1.0.0");
        assertThat(problem("shop")).contains("z-shop is called 'shop' too");
        assertThat(portal.catalog().search(CatalogQuery.EVERYTHING).get(0).broken()).isFalse();
    }

    @Test
    void searchesEveryWordAndFilters() {
        TemplateFolders.good(folders, "shop", "1.0.0");
        TemplateFolders.write(folders.resolve("network/main.tf"), "");
        portal.imports().run();

        assertThat(names(new CatalogQuery("FOR  tests", null, null))).containsExactly("shop");
        assertThat(names(new CatalogQuery("terraform shop", null, null))).containsExactly("shop");
        assertThat(names(new CatalogQuery("shop nothing", null, null))).isEmpty();
        assertThat(names(new CatalogQuery("100%_'", null, null))).isEmpty();
        assertThat(names(new CatalogQuery(null, "terraform", null)))
                .containsExactly("network", "shop");
        assertThat(names(new CatalogQuery(null, "%{}", null))).isEmpty();
        assertThat(names(new CatalogQuery(null, null, "demo"))).containsExactly("shop");
    }

    @Test
    void unpacksTheVersionThatWasImportedWhateverTheFolderHoldsNow() throws IOException {
        var shop = TemplateFolders.good(folders, "shop", "1.0.0");
        portal.imports().run();
        var version = portal.catalog().current("shop").orElseThrow();
        TemplateFolders.write(shop.resolve("README.md"), "other");

        portal.catalog().unpack(version.id(), temp.resolve("out"));

        assertThat(temp.resolve("out/README.md")).content().contains("The shop");
    }

    @Test
    void refusesToUnpackWhatIsNotWhatWasImported() throws IOException {
        TemplateFolders.good(folders, "shop", "1.0.0");
        TemplateFolders.good(folders, "other", "1.0.0");
        portal.imports().run();
        var shop = portal.catalog().current("shop").orElseThrow();
        var other = portal.catalog().current("other").orElseThrow();

        portal.jdbc()
                .sql("update template_version set artifact_id = :artifact where id = :id")
                .param("artifact", other.snapshot().value())
                .param("id", shop.id().value())
                .update();
        assertDamaged(shop);
        portal.jdbc()
                .sql("update artifact_part set bytes = :bytes where artifact_id = :id")
                .param("bytes", new byte[100])
                .param("id", other.snapshot().value())
                .update();
        assertDamaged(other);
        portal.jdbc()
                .sql("delete from artifact_part where artifact_id = :id")
                .param("id", other.snapshot().value())
                .update();
        assertDamaged(other);
    }

    @Test
    void importsOnSeveralNodesAtOnce() throws Exception {
        IntStream.range(0, 8).forEach(i -> TemplateFolders.good(folders, "shop" + i, "1.0.0"));
        var nodes = Executors.newFixedThreadPool(4);
        try {
            // Each has its own CatalogImport, so that only the database keeps them apart.
            var imports =
                    IntStream.range(0, 4).mapToObj(i -> nodes.submit(() -> node().run())).toList();
            for (Future<ImportReport> each : imports) {
                assertThat(each.get().entries())
                        .allSatisfy(
                                entry ->
                                        assertThat(entry.result())
                                                .isIn(Result.IMPORTED, Result.UNCHANGED));
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(rows("template")).isEqualTo(8);
        assertThat(rows("template_version")).isEqualTo(8);
        assertThat(rows("artifact")).isEqualTo(8);
    }

    @Test
    void goesOnWithTheOthersWhenOneTemplateThrows() {
        TemplateFolders.good(folders, "shop", "1.0.0");
        portal.jdbc()
                .sql(
                        "insert into template (id, name, folder, checked_at, created_at)"
                                + " values (random_uuid(), 'a', 'x', current_timestamp, current_timestamp)")
                .update();
        TemplateFolders.good(folders, "a", "1.0.0");
        portal.jdbc()
                .sql("alter table template_version add constraint refused check (title <> 'The a')")
                .update();

        var report = portal.imports().run();

        assertThat(report.entries())
                .extracting(ImportReport.Entry::result)
                .containsExactly(Result.BROKEN, Result.IMPORTED);
    }

    private CatalogImport node() {
        return new CatalogImport(
                portal.bean(CatalogProperties.class),
                portal.bean(TemplateReader.class),
                portal.bean(TemplateImport.class));
    }

    private void assertDamaged(TemplateVersion version) {
        assertThatExceptionOfType(TemplateDamagedException.class)
                .isThrownBy(() -> portal.catalog().unpack(version.id(), temp.resolve("damaged")))
                .withMessageContaining("are not what was imported");
        assertThat(temp.resolve("damaged")).doesNotExist();
    }

    private List<String> names(CatalogQuery query) {
        return portal.catalog().search(query).stream().map(TemplateListItem::name).toList();
    }

    private String problem(String template) {
        return portal.catalog().details(template).orElseThrow().problems().stream()
                .map(Problem::toString)
                .findFirst()
                .orElseThrow();
    }

    private long rows(String table) {
        return portal.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }
}
