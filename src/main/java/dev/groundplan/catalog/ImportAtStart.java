package dev.groundplan.catalog;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** A portal with a broken catalog is still a portal: people must reach their environments. */
@Component
class ImportAtStart implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ImportAtStart.class);
    private final CatalogImport catalogImport;

    ImportAtStart(CatalogImport catalogImport) {
        this.catalogImport = catalogImport;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            LOG.info("Catalog: {}.", catalogImport.run().summary());
        } catch (RuntimeException e) {
            LOG.error("The catalog could not be imported; the portal starts with what it has.", e);
        }
    }
}
