gone:
  file.absent:
    - name: {{ (pillar['folder'] ~ '/' ~ pillar['name']) | json }}
