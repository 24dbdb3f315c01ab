{% set folder = pillar['folder'] ~ '/' ~ pillar['name'] %}

folder:
  file.directory:
    - name: {{ folder | json }}
    - mode: '0755'

settings:
  file.serialize:
    - name: {{ (folder ~ '/settings.json') | json }}
    - serializer: json
    - serializer_opts:
      - indent: 2
      - sort_keys: true
    - dataset:
        name: {{ pillar['name'] | json }}
        about: {{ pillar.get('about', '') | json }}
        port: {{ pillar['port'] | json }}
        log_level: {{ pillar.get('level', 'info') | json }}
        features: {{ pillar.get('features', []) | json }}
    - mode: '0644'
    - require:
      - file: folder

token:
  file.managed:
    - name: {{ (folder ~ '/token') | json }}
    - contents_pillar: token
    - mode: '0600'
    - show_changes: false
    - require:
      - file: folder

page:
  file.managed:
    - name: {{ (folder ~ '/index.html') | json }}
    - source: salt://files/index.html
    - template: jinja
    - mode: '0644'
    - require:
      - file: folder

tell:
  groundplan.output:
    - page: {{ (folder ~ '/index.html') | json }}
    - port: {{ pillar['port'] | json }}
