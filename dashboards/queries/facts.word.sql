select field, code, min(label_vi), min(label_en) from model.vocabulary group by field, code
